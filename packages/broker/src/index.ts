

export { Broker, type BrokerOptions } from './broker.js';
export type { BrokerLogger } from './broker-logger.js';
export { BrokerMetrics, type PartitionGauges } from './broker-metrics.js';
export { ManagementServer, type ManagementOptions } from './management/management-server.js';
export type { Partition } from './partition/partition.js';
