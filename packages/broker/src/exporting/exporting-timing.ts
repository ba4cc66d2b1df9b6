/** Waiting times of exporting, in one place. */

export interface ExportingTiming {
  /** Waiting times before a failed export is tried again; the last one repeats. */
  readonly retryDelaysMs: readonly number[];
  /** How often acknowledged positions are made durable. A kill repeats at most what was acknowledged meanwhile. */
  readonly storePositionsIntervalMs: number;
  /** How long an export may take before the exporter counts as blocked. It is not interrupted. */
  readonly slowExportMs: number;
  /** How long closing may take before exporters that hang are left to themselves. */
  readonly closeTimeoutMs: number;
}

/** The retry delays are those of spec 04 §A5. */
export const DEFAULT_EXPORTING_TIMING: ExportingTiming = {
  retryDelaysMs: [2_000, 4_000, 8_000, 10_000],
  storePositionsIntervalMs: 1_000,
  slowExportMs: 30_000,
  closeTimeoutMs: 10_000,
};
