/** What an exporter is given to configure itself (spec 04 §A2). */
import type { ExporterConfiguration } from './exporter-configuration.js';
import type { RecordFilter } from './record-filter.js';

export interface ExporterLogger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface ExporterContext {
  /** Its name holds the id of the exporter. */
  readonly logger: ExporterLogger;
  readonly configuration: ExporterConfiguration;
  readonly partitionId: number;
  /** Restricts the records that are exported; without a call all are. */
  setFilter(filter: RecordFilter): void;
}
