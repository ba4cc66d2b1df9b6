/** The exporter API: everything a plug-in needs to receive the records of a partition. */
export type { Exporter, ExporterFactory } from './exporter.js';
export { ExportedRecord } from './exported-record.js';
export type { ExporterContext, ExporterLogger } from './exporter-context.js';
export type { ExporterController, ScheduledTask } from './exporter-controller.js';
export {
  ExporterConfiguration,
  ExporterConfigurationError,
  type ConfigurationShape,
} from './exporter-configuration.js';
export { ACCEPT_ALL, type RecordFilter } from './record-filter.js';
