import { describe, expect, test } from 'vitest';
import { givenGateway } from './gateway-client.js';
import { topologyOf } from './scripted-bus.js';

describe('Topology', () => {
  test('tells the cluster: roles, health, versions', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(2, (partitionId) => partitionId === 1));

    const topology = await client.call('Topology', {});

    expect(topology).toEqual({
      brokers: [
        {
          nodeId: 0,
          host: '0.0.0.0',
          port: 26501,
          version: '8.3.13',
          partitions: [
            { partitionId: 1, role: 'LEADER', health: 'HEALTHY' },
            { partitionId: 2, role: 'FOLLOWER', health: 'HEALTHY' },
          ],
        },
      ],
      clusterSize: 1,
      partitionsCount: 2,
      replicationFactor: 1,
      gatewayVersion: '8.3.13',
    });
  });

  test('never fails: an unknown cluster is empty, an unhealthy partition says so', async () => {
    const { bus, client } = await givenGateway({ settings: { gatewayVersion: '9.9.9' } });
    bus.setTopology(undefined);

    expect(await client.call('Topology', {})).toEqual({
      brokers: [],
      clusterSize: 0,
      partitionsCount: 0,
      replicationFactor: 0,
      gatewayVersion: '9.9.9',
    });

    bus.setTopology({
      ...topologyOf(1),
      brokers: [
        {
          nodeId: 2,
          host: 'a',
          port: 1,
          version: '1',
          partitions: [{ partitionId: 1, leader: false, health: 'UNHEALTHY' }],
        },
      ],
    });
    expect(await client.call('Topology', {})).toMatchObject({
      brokers: [{ nodeId: 2, partitions: [{ role: 'FOLLOWER', health: 'UNHEALTHY' }] }],
    });
  });

  test('a partition that has stopped after an error is dead and inactive', async () => {
    const { bus, client } = await givenGateway();
    const topology = topologyOf(1);
    const partitions = [{ partitionId: 1, leader: false, health: 'DEAD' as const }];
    bus.setTopology({ ...topology, brokers: topology.brokers.map((broker) => ({ ...broker, partitions })) });

    expect(await client.call('Topology', {})).toMatchObject({
      brokers: [{ partitions: [{ role: 'INACTIVE', health: 'DEAD' }] }],
    });
  });
});
