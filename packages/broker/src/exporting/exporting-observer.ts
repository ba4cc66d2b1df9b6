/** What exporting reports to while it runs. */
import type { ExporterLogLine } from './exporter-logger.js';
import type { ExportingStatus } from './exporting-status.js';

export interface ExportingObserver {
  readonly onStatus: (status: ExportingStatus) => void;
  readonly log: (line: ExporterLogLine) => void;
}
