/** Connections and calls that come and go leave nothing behind, and disturb nobody. */
import { status } from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { NO_JOBS } from './answers.js';
import { GatewayClient, givenGateway, until } from './gateway-client.js';

const POLL = { type: 'work', timeout: 1000, maxJobsToActivate: 1, requestTimeout: '600000' };
const STREAM = { type: 'work', timeout: 1000 };

test('50 connections with a waiting poll and a job stream each, opened and dropped at once, five times', async () => {
  const { bus, client, gateway, address } = await givenGateway();
  bus.script = () => NO_JOBS;

  for (let round = 0; round < 5; round++) {
    const clients = Array.from({ length: 50 }, () => new GatewayClient(address));
    const streams = clients.flatMap((each) => [
      each.open('ActivateJobs', POLL),
      each.open('StreamActivatedJobs', STREAM),
    ]);
    await until(() => gateway.load.openPolls === 50 && gateway.load.openJobStreams === 50);
    for (const each of clients) each.raw.close();
    for (const stream of streams) stream.cancel();
    await until(() => gateway.load.openPolls === 0 && gateway.load.openJobStreams === 0);
  }

  expect(bus.jobStreams.size).toBe(0);
  expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
});

test('2,000 calls that are cancelled as soon as they are made', async () => {
  const { bus, client, gateway } = await givenGateway();
  bus.script = () => NO_JOBS;

  const streams = Array.from({ length: 2000 }, () => client.open('ActivateJobs', POLL));
  for (const stream of streams) stream.cancel();
  const endings = await Promise.all(streams.map(({ ended }) => ended));

  expect(endings.every(({ code }) => code === status.CANCELLED)).toBe(true);
  expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  await until(() => gateway.load.openPolls === 0);
});
