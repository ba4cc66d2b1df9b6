/** What an exporter tells the engine, and asks of it, while it runs (spec 04 §A2). */

export interface ScheduledTask {
  cancel(): void;
}

export interface ExporterController {
  /**
   * "Everything up to and including `position` is exported." Ignored unless it is above the last one. May be called at
   * any time, takes effect after the current callback.
   * @param metadata stored with the position and read back after a restart; without it the stored one stays
   */
  updateLastExportedRecordPosition(position: number, metadata?: Uint8Array): void;
  /** The last position that was stored; -1 if none. */
  getLastExportedRecordPosition(): number;
  /** The metadata stored last. */
  readMetadata(): Uint8Array | undefined;
  /**
   * Runs `task` once after the delay, never during another callback. It must handle its own errors: one that escapes
   * stops exporting of the partition.
   */
  scheduleCancellableTask(delayMs: number, task: () => void | Promise<void>): ScheduledTask;
}
