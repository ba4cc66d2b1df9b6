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

function toPartition({ partitionId, leader, health }: PartitionTopology): Partition {
  return {
    partitionId,
    role: PartitionBrokerRole[roleOf(leader, health)],
    health: PartitionBrokerHealth[health],
  };
}

/** A partition that was shut down after an error takes part in nothing any more. */
function roleOf(leader: boolean, health: PartitionTopology['health']): keyof typeof PartitionBrokerRole {
  if (leader) return 'LEADER';
  return health === 'DEAD' ? 'INACTIVE' : 'FOLLOWER';
}
