/** A log that lives in memory: for a server started without a data directory, and for tests. */
import { LogError } from './log-error.js';
import { AppendQueue } from './append-queue.js';
import { MAX_BATCH_PAYLOAD_BYTES, MAX_MEMORY_LOG_BYTES } from './limits.js';
import type { AppendRequest, LogBatch, LogStore } from './log-store.js';

/**
 * The bytes it holds are bounded; whoever uses it trims it as a log on disk would be.
 * A log that is full has stopped, as one on a full disk has.
 */
export class MemoryLog implements LogStore {
  readonly epoch = 1;
  readonly #queue: AppendQueue;
  #batches: LogBatch[] = [];
  #firstPosition = 1;
  #lastPosition = 0;
  #batchNumber = 0;
  #byteLength = 0;
  #closed = false;

  constructor(
    readonly partitionId: number,
    maxBytes = MAX_MEMORY_LOG_BYTES,
  ) {
    this.#queue = new AppendQueue(1, ([append]) => {
      if (append === undefined) return Promise.resolve(0);
      if (this.#byteLength + append.payload.length > maxBytes) {
        const message = `The log in memory is full: it holds at most ${maxBytes} bytes. Start with a data directory.`;
        return Promise.reject(new LogError('DISK_FULL', message));
      }
      this.#add(append.recordCount, append.payload);
      return Promise.resolve(1);
    });
  }

  get firstPosition(): number {
    return this.#firstPosition;
  }

  get lastPosition(): number {
    return this.#lastPosition;
  }

  append(request: AppendRequest): Promise<void> {
    if (request.payload.length > MAX_BATCH_PAYLOAD_BYTES) {
      const message = `A batch may have at most ${MAX_BATCH_PAYLOAD_BYTES} bytes of records, this one has ${request.payload.length}.`;
      return Promise.reject(new LogError('TOO_LARGE', message));
    }
    return this.#queue.append(request);
  }

  async *read(fromPosition: number): AsyncGenerator<LogBatch> {
    if (this.#closed) throw new LogError('CLOSED', 'The log is closed.');
    if (fromPosition < this.#firstPosition) {
      throw new LogError(
        'TRIMMED',
        `Position ${fromPosition} is no longer in the log; it begins at position ${this.#firstPosition}.`,
      );
    }
    yield* this.#batches.filter((batch) => batch.lastPosition >= fromPosition);
  }

  trimBefore(position: number): Promise<void> {
    const kept = this.#batches.findIndex((batch) => batch.lastPosition >= position);
    const trimmed = this.#batches.splice(0, kept === -1 ? this.#batches.length : kept);
    for (const { payload } of trimmed) this.#byteLength -= payload.length;
    this.#firstPosition = this.#batches[0]?.firstPosition ?? this.#lastPosition + 1;
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue.close();
    this.#batches = [];
  }

  #add(recordCount: number, payload: Uint8Array): void {
    if (recordCount === 0) return;
    this.#batchNumber += 1;
    this.#batches.push({
      firstPosition: this.#lastPosition + 1,
      lastPosition: this.#lastPosition + recordCount,
      epoch: this.epoch,
      batchNumber: this.#batchNumber,
      payload: payload.slice(),
    });
    this.#byteLength += payload.length;
    this.#lastPosition += recordCount;
  }
}
