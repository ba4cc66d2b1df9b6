/** The runtime of partitions. */
export { ExporterDirector, type ExporterDirectorOptions } from './exporting/exporter-director.js';
export type { ExporterSpec } from './exporting/exporter-spec.js';
export { ExporterLoadError, validateExporter } from './exporting/load-exporter.js';
export {
  isHealthy,
  type BlockedExport,
  type ExporterPhase,
  type ExporterStatus,
  type ExportingStatus,
} from './exporting/exporting-status.js';
