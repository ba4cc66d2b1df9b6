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
export { BrokerMetrics } from './metrics/broker-metrics.js';
export { ManagementServer, type ManagementOptions } from './management/management-server.js';
export { DIRECT_LINKS, type PartitionLinks } from './partition-links.js';
export type { PartitionHealth, PartitionPort, PartitionStatus } from './partition/partition-port.js';
