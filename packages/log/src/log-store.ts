/**
 * The port between a partition and its log. Three implementations share one conformance suite:
 * local segment files, memory, and a replicated stream.
 *
 * Invariants:
 *  1. Positions start at 1 and have no gaps.
 *  2. An append that has resolved survives a crash; appends resolve in the order they were made.
 *  3. After an append was rejected with DISK_FULL, IO_FAILED or FENCED, no later append resolves.
 *  4. What is read is what was appended, in order; damage is an error, never a gap.
 */

export interface AppendRequest {
  /** Position of the first record; must be one above the last record appended. */
  readonly firstPosition: number;
  /** Records in the payload, at least one. */
  readonly recordCount: number;
  /** Encoded records. The bytes belong to the log until the append settles. */
  readonly payload: Uint8Array;
}

export interface LogBatch {
  readonly firstPosition: number;
  readonly lastPosition: number;
  /** Epoch of the leader that wrote the batch. */
  readonly epoch: number;
  /** Number of the batch in its log, from 1 without gaps. */
  readonly batchNumber: number;
  readonly payload: Uint8Array;
}

export interface LogStore {
  readonly partitionId: number;
  /** Epoch under which this instance writes: higher than that of every batch that was in the log when it opened. */
  readonly epoch: number;
  /** Position of the oldest record that is kept; `lastPosition + 1` when there is none. */
  readonly firstPosition: number;
  /** Position of the last durable record; 0 when there has never been one. */
  readonly lastPosition: number;

  /**
   * Appends one batch and resolves when it is durable. Several appends may be in flight.
   * @throws {LogError} FENCED, UNKNOWN_OUTCOME, DISK_FULL, IO_FAILED, CLOSED, OUT_OF_ORDER, TOO_LARGE, TOO_MANY_IN_FLIGHT
   */
  append(request: AppendRequest): Promise<void>;

  /**
   * Yields the durable batches in order, verified, beginning with the batch that holds `fromPosition`
   * and ending with the last one that was durable when the call was made.
   * @throws {LogError} TRIMMED, CORRUPT, CLOSED
   */
  read(fromPosition: number): AsyncIterable<LogBatch>;

  /** Lets go of what lies wholly below `position`. More may be kept than asked. */
  trimBefore(position: number): Promise<void>;

  /** Waits for the appends in flight, then releases everything. Later calls fail with CLOSED. */
  close(): Promise<void>;
}
