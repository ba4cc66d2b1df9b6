/** Topology: the cluster as this gateway sees it. It never fails; an unknown cluster is empty (spec 01 §6). */
import type { PartitionTopology } from '@grevy/protocol';
import { type Partition, PartitionBrokerHealth, PartitionBrokerRole } from '../grpc/messages.js';
import type { UnaryRpc } from './unary-rpc.js';

export const topology: UnaryRpc<'Topology'> = {
  name: 'Topology',
  handle: async (_request, _caller, { bus, settings }) => {
    const cluster = bus.topology();
    return {
      brokers: (cluster?.brokers ?? []).map((broker) => ({
        nodeId: broker.nodeId,
        host: broker.host,
        port: broker.port,
        version: broker.version,
        partitions: broker.partitions.map(toPartition),
      })),
      clusterSize: cluster?.clusterSize ?? 0,
      partitionsCount: cluster?.partitionsCount ?? 0,
      replicationFactor: cluster?.replicationFactor ?? 0,
      gatewayVersion: settings.gatewayVersion,
    };
  },
};

function toPartition({ partitionId, leader, healthy }: PartitionTopology): Partition {
  return {
    partitionId,
    role: leader ? PartitionBrokerRole.LEADER : PartitionBrokerRole.FOLLOWER,
    health: healthy ? PartitionBrokerHealth.HEALTHY : PartitionBrokerHealth.UNHEALTHY,
  };
}
