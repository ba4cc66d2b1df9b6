/** What a partition and its exporting thread tell each other. */
import type { ExporterLogLine } from './exporter-logger.js';
import type { ExportingDirectories, ExportingStart } from './exporting-host.js';
import type { ExportingStatus } from './exporting-status.js';
import type { PausablePhase } from './pause-file.js';

/** What the thread is started with. */
export interface ExporterThreadData {
  readonly start: ExportingStart;
  readonly directories: ExportingDirectories;
}

export type ToExporterThread =
  | { readonly kind: 'committed'; readonly position: number }
  | { readonly kind: 'phase'; readonly phase: PausablePhase }
  | { readonly kind: 'close' };

export type FromExporterThread =
  | { readonly kind: 'opened' }
  | { readonly kind: 'openFailed'; readonly message: string }
  /** A `committed` has arrived; the next one may be sent. */
  | { readonly kind: 'committedSeen' }
  | { readonly kind: 'status'; readonly status: ExportingStatus }
  | { readonly kind: 'log'; readonly line: ExporterLogLine };
