// Commands on their way to the engine: first those that are not yet on the log, then those that wait on it.
//
// Invariant: commands are processed in log order; a follow-up command that a batch left unprocessed waits behind the
// commands that were on the log before it (spec 10 §1.2).
import type { AnyRecord } from '@grevy/protocol';
import type { DueCommand, RequestId } from '@grevy/engine';

/** A command that has no position yet. */
export interface IncomingCommand {
  readonly command: DueCommand;
  readonly authorizedTenants: readonly string[];
  readonly requestId: RequestId | undefined;
  readonly operationReference?: bigint | undefined;
}

/** A command of the log that is still to be processed. */
export interface LoggedCommand {
  readonly record: AnyRecord;
  readonly requestId: RequestId | undefined;
}

/** A first-in-first-out queue whose front is taken without moving the rest. */
export class Fifo<T> {
  #items: T[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.#head += 1;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  clear(): void {
    this.#items = [];
    this.#head = 0;
  }
}
