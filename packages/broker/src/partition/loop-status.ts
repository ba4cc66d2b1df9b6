// The loop of a partition, in more detail than its broker needs.

export interface LoopStatus {
  /** Position of the last record that was given to the log. */
  readonly appendedPosition: number;
  readonly triedAppends: number;
  /** How often the partition had something to append and had to wait for the appends before. */
  readonly deferredAppends: number;
  readonly appendsInFlight: number;
  /** Commands that are not on the log yet. */
  readonly incomingCommands: number;
  /** Commands of the checks that are on the log and not yet processed, by intent. */
  readonly scheduledCommands: Readonly<Record<string, number>>;
}
