/**
 * The appends of a log that wait for the disk: checks that each one continues the log, hands them over in groups and
 * settles them in order.
 *
 * Invariant: once a group has failed, everything that waits and everything that comes fails with the same error.
 */
import { NO_BYTES } from '@grevy/protocol';
import { ioError, LogError } from './log-error.js';
import { BATCH_HEADER_BYTES } from './batch-format.js';
import type { AppendRequest } from './log-store.js';
import { MAX_APPENDS_IN_FLIGHT, MAX_GROUP_BATCHES, MAX_GROUP_BYTES } from './limits.js';

export interface PendingAppend {
  readonly recordCount: number;
  readonly payload: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: LogError) => void;
}

/** Makes the first of `group` durable, at least one, and says how many. */
export type CommitGroup = (group: readonly PendingAppend[]) => Promise<number>;

export class AppendQueue {
  readonly #commit: CommitGroup;
  #waiting: PendingAppend[] = [];
  #nextPosition: number;
  #draining: Promise<void> | undefined;
  #failure: LogError | undefined;
  #closed = false;

  constructor(nextPosition: number, commit: CommitGroup) {
    this.#nextPosition = nextPosition;
    this.#commit = commit;
  }

  append(request: AppendRequest): Promise<void> {
    const refusal = this.#refusal(request);
    if (refusal !== undefined) return Promise.reject(refusal);
    this.#nextPosition += request.recordCount;
    return this.#enqueue(request.recordCount, request.payload);
  }

  /** Appends a batch without records, which proves that everything before it was durable. */
  mark(): Promise<void> {
    return this.#enqueue(0, NO_BYTES);
  }

  /** Refuses what comes, waits for what is in flight and ends the log with a mark. */
  async close(): Promise<void> {
    this.#closed = true;
    // A log that has failed is left as it is: its error has been reported by the appends.
    if (this.#failure === undefined) await this.mark().catch(() => undefined);
    await this.#draining;
  }

  #refusal({ firstPosition, recordCount }: AppendRequest): LogError | undefined {
    if (this.#closed) return new LogError('CLOSED', 'The log is closed.');
    if (this.#failure !== undefined) return this.#failure;
    if (recordCount < 1 || firstPosition !== this.#nextPosition) {
      return new LogError(
        'OUT_OF_ORDER',
        `A batch of ${recordCount} records at position ${firstPosition} does not continue the log, whose next position is ${this.#nextPosition}.`,
      );
    }
    if (this.#waiting.length >= MAX_APPENDS_IN_FLIGHT) {
      return new LogError(
        'TOO_MANY_IN_FLIGHT',
        `${MAX_APPENDS_IN_FLIGHT} batches already wait for the disk.`,
      );
    }
    return undefined;
  }

  #enqueue(recordCount: number, payload: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ recordCount, payload, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  async #drain(): Promise<void> {
    // Appends made in the same turn share the first sync.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      try {
        const count = await this.#commit(this.#nextGroup());
        for (const append of this.#waiting.splice(0, count)) append.resolve();
      } catch (error) {
        this.#failure = ioError('writing the log', error);
        for (const append of this.#waiting.splice(0)) append.reject(this.#failure);
      }
    }
    this.#draining = undefined;
  }

  #nextGroup(): readonly PendingAppend[] {
    let byteLength = 0;
    let count = 0;
    for (const { payload } of this.#waiting.slice(0, MAX_GROUP_BATCHES)) {
      byteLength += BATCH_HEADER_BYTES + payload.length;
      if (count > 0 && byteLength > MAX_GROUP_BYTES) break;
      count += 1;
    }
    return this.#waiting.slice(0, count);
  }
}
