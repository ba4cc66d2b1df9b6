// Appends batches to the log and releases what they caused once they are durable.
//
// Invariants:
//  1. Nothing is released before the log has confirmed the batch that it belongs to.
//  2. Batches are released in log order.
//  3. After a failed append nothing is released any more: the partition has failed.
import type { LogStore } from '@grevy/log';

export interface PipelineBatch {
  readonly firstPosition: number;
  readonly recordCount: number;
  readonly payload: Uint8Array;
  /** Carries out what the batch has caused outside the log. */
  release(): void;
}

export class CommitPipeline {
  readonly #waiters: { readonly position: number; resolve(): void; reject(error: unknown): void }[] = [];
  #inFlight = 0;
  #confirmedPosition: number;
  #failure: unknown;

  constructor(
    private readonly log: LogStore,
    private readonly maxInFlight: number,
    private readonly onConfirmed: () => void,
    private readonly onFailed: (error: unknown) => void,
  ) {
    this.#confirmedPosition = log.lastPosition;
  }

  /** Position of the last record that is known to be durable. */
  get confirmedPosition(): number {
    return this.#confirmedPosition;
  }

  get isFull(): boolean {
    return this.#inFlight >= this.maxInFlight;
  }

  /** Appends that the log has not confirmed yet. */
  get inFlight(): number {
    return this.#inFlight;
  }

  get isIdle(): boolean {
    return this.#inFlight === 0;
  }

  append(batch: PipelineBatch): void {
    this.#inFlight += 1;
    this.log.append(batch).then(
      () => this.#confirmed(batch),
      (error: unknown) => this.#failed(error),
    );
  }

  /** Resolves when the record at a position is durable, rejects when an append fails before. Positions of calls ascend. */
  async whenConfirmed(position: number): Promise<void> {
    if (position <= this.#confirmedPosition) return;
    if (this.#failure !== undefined) throw this.#failure;
    await new Promise<void>((resolve, reject) => {
      this.#waiters.push({ position, resolve, reject });
    });
  }

  #confirmed(batch: PipelineBatch): void {
    this.#inFlight -= 1;
    if (this.#failure !== undefined) return;
    this.#confirmedPosition = batch.firstPosition + batch.recordCount - 1;
    batch.release();
    while (this.#waiters[0] !== undefined && this.#waiters[0].position <= this.#confirmedPosition) {
      this.#waiters.shift()?.resolve();
    }
    this.onConfirmed();
  }

  #failed(error: unknown): void {
    this.#inFlight -= 1;
    if (this.#failure !== undefined) return;
    this.#failure = error;
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
    this.onFailed(error);
  }
}
