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

export { Broker, type BrokerOptions } from './broker.js';
export type { BrokerLogger } from './broker-logger.js';
export { BrokerMetrics, type PartitionGauges } from './broker-metrics.js';
export { ManagementServer, type ManagementOptions } from './management/management-server.js';
export type { Partition } from './partition/partition.js';
