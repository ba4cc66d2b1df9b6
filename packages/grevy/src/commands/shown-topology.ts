// The state of a cluster as `status` shows it (spec 02, section 1.3).
import type { BrokerInfo, Partition, TopologyResponse } from '@grevy/client';

const ROLES: Readonly<Record<string, string>> = {
  LEADER: 'Leader',
  FOLLOWER: 'Follower',
  INACTIVE: 'Inactive',
};
const HEALTH: Readonly<Record<string, string>> = { HEALTHY: 'Healthy', UNHEALTHY: 'Unhealthy' };

export function shownTopology(topology: TopologyResponse): string {
  const brokers = [...topology.brokers].sort((left, right) => left.nodeId - right.nodeId);
  return [
    `Cluster size: ${topology.clusterSize}`,
    `Partitions count: ${topology.partitionsCount}`,
    `Replication factor: ${topology.replicationFactor}`,
    `Gateway version: ${shownVersion(topology.gatewayVersion)}`,
    'Brokers:',
    ...brokers.flatMap(shownBroker),
  ].join('\n');
}

function shownBroker({ nodeId, host, port, version, partitions }: BrokerInfo): string[] {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const sorted = [...partitions].sort((left, right) => left.partitionId - right.partitionId);
  return [
    `  Broker ${nodeId} - ${address}`,
    `    Version: ${shownVersion(version)}`,
    ...sorted.map(shownPartition),
  ];
}

function shownPartition({ partitionId, role, health }: Partition): string {
  return `    Partition ${partitionId} : ${ROLES[role] ?? 'Unknown'}, ${HEALTH[health] ?? 'Unknown'}`;
}

function shownVersion(version: string): string {
  return version === '' ? 'unavailable' : version;
}
