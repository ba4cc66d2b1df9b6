/** The runtime of partitions. */
export { ExporterDirector, type ExporterDirectorOptions } from './exporting/exporter-director.js';
export type { ExporterSpec } from './exporting/exporter-spec.js';
export { ExporterLoadError } from './exporting/load-exporter.js';
export {
  isHealthy,
  type BlockedExport,
  type ExporterPhase,
  type ExporterStatus,
  type ExportingStatus,
} from './exporting/exporting-status.js';

export { Broker, type BrokerOptions } from './broker.js';
export type { BrokerLogger } from './broker-logger.js';
export { TalliedCounter } from './metrics/tallied-counter.js';
export { watermarksOfUsage, type DiskWatermarks } from './disk/disk-watermarks.js';
export type { CheckSettings } from './partition/check-settings.js';
export type { FlowControlSettings } from './flow-control/flow-control-settings.js';
export type { GatewayState } from './management/endpoints/actuator-health.js';
export { LOGGER_LEVELS, type LoggerLevel, type Loggers } from './management/endpoints/loggers.js';
export { managementEndpoints, type ManagedServer } from './management/management-endpoints.js';
export { ManagementServer, type ManagementOptions } from './management/management-server.js';
export type { PartitionLinks } from './partition-links.js';
export type { PartitionOperation } from './partition/partition-operation.js';
export type { PartitionHealth, PartitionPort, PartitionStatus } from './partition/partition-port.js';
