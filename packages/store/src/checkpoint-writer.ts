// One checkpoint on its way to disk.
//
// Invariants
//  1. Exactly one of commit and abort ends a writer, and nothing is written after it.
//  2. Until the commit has resolved, the checkpoint before it is the one that counts.

import { packChanges, type EntityChange } from './change-batch.js';
import { CheckpointWriteError } from './checkpoint-error.js';
import { MAX_UNWRITTEN_BYTES } from './limits.js';
import type { WriterReply } from './writer-protocol.js';
import type { WriterListener, WriterThread } from './writer-thread.js';

interface Waiter {
  resolve(): void;
  reject(error: CheckpointWriteError): void;
}

/** Called once when the writer is done with. */
export type WriterEnd = (isCommitted: boolean) => void;

export class CheckpointWriter implements WriterListener {
  readonly #thread: WriterThread;
  readonly #ended: WriterEnd;
  #state: 'open' | 'ending' | 'ended' = 'open';
  #failure: CheckpointWriteError | undefined;
  #unwrittenBytes = 0;
  #waiting: Waiter[] = [];
  #ending: Waiter | undefined;

  constructor(thread: WriterThread, ended: WriterEnd) {
    this.#thread = thread;
    this.#ended = ended;
    thread.listener = this;
    thread.hold(true);
    thread.send({ type: 'begin' });
  }

  /**
   * Adds changes of one table. They are copied at once. Resolves when more may follow; who does not wait
   * fills the memory.
   * @throws CheckpointWriteError (as a rejection) when the checkpoint has failed.
   */
  async write(table: string, changes: readonly EntityChange[]): Promise<void> {
    this.#requireOpen();
    const packed = packChanges(changes);
    this.#unwrittenBytes += packed.byteLength;
    this.#thread.send({ type: 'write', table, changes: packed });
    if (this.#unwrittenBytes <= MAX_UNWRITTEN_BYTES) return;
    await new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /**
   * Makes the checkpoint the newest one: what was written reflects the log up to `position`. Resolves when it
   * is on disk.
   * @throws CheckpointWriteError (as a rejection) when it is not; the checkpoint before it stays.
   */
  async commit(position: number, metadata: Uint8Array): Promise<void> {
    this.#requireOpen();
    this.#state = 'ending';
    this.#thread.send({ type: 'commit', position, metadata });
    await new Promise<void>((resolve, reject) => (this.#ending = { resolve, reject }));
  }

  /** Drops what was written. Does nothing when the checkpoint has failed. */
  async abort(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'ending';
    this.#thread.send({ type: 'abort' });
    await new Promise<void>((resolve) => (this.#ending = { resolve, reject: () => resolve() }));
  }

  replied(reply: WriterReply): void {
    switch (reply.type) {
      case 'written':
        this.#unwrittenBytes -= reply.byteCount;
        if (this.#unwrittenBytes <= MAX_UNWRITTEN_BYTES) this.#resume();
        break;
      case 'committed':
        this.#end(true);
        break;
      case 'aborted':
        this.#end(false);
        break;
      case 'failed':
        this.died(new CheckpointWriteError(`The checkpoint could not be written: ${reply.detail}`));
        break;
    }
  }

  died(error: CheckpointWriteError): void {
    if (this.#state === 'ended') return;
    this.#failure = error;
    this.#end(false);
  }

  #requireOpen(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#state !== 'open')
      throw new CheckpointWriteError('The checkpoint was already committed or aborted');
  }

  #resume(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { resolve, reject } of waiting) {
      if (this.#failure === undefined) resolve();
      else reject(this.#failure);
    }
  }

  #end(isCommitted: boolean): void {
    this.#state = 'ended';
    this.#thread.listener = undefined;
    this.#thread.hold(false);
    try {
      this.#ended(isCommitted);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#failure ??= new CheckpointWriteError(`The new checkpoint cannot be used: ${detail}`, {
        cause: error,
      });
    }
    this.#resume();
    if (this.#failure === undefined) this.#ending?.resolve();
    else this.#ending?.reject(this.#failure);
  }
}
