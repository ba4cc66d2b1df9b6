/** As many workers as a large installation has: 200 connections with 50 polls each, for 1,000 job types. */
import { makeKey } from '@grevy/protocol';
import { expect, test } from 'vitest';
import { NO_JOBS, batch } from './answers.js';
import { GatewayClient, givenGateway, until } from './gateway-client.js';

const CONNECTIONS = 200;
const POLLS_PER_CONNECTION = 50;
const JOB_TYPES = 1_000;
const POLLS = CONNECTIONS * POLLS_PER_CONNECTION;

test('10,000 polls wait; one job of each type goes to one of them, and the others go on waiting', async () => {
  const { bus, gateway, address } = await givenGateway();
  const available = new Set<string>();
  bus.script = (command) =>
    command.valueType === 'JOB_BATCH' && available.delete(command.value.type)
      ? batch([makeKey(1, 7)], { type: command.value.type })
      : NO_JOBS;
  const clients = Array.from({ length: CONNECTIONS }, () => new GatewayClient(address));
  const polls = Array.from({ length: POLLS }, (_, index) => {
    const type = `type-${index % JOB_TYPES}`;
    const client = clients[index % CONNECTIONS];
    if (client === undefined) throw new Error('There is a client for each poll');
    const request = { type, timeout: 1000, maxJobsToActivate: 1, requestTimeout: '600000' };
    return { type, stream: client.open('ActivateJobs', request) };
  });
  await until(() => [...gateway.load.waitingPollsByType().values()].reduce((a, b) => a + b, 0) === POLLS);

  for (let index = 0; index < JOB_TYPES; index++) {
    available.add(`type-${index}`);
    bus.announceJobs(`type-${index}`);
  }
  const servedPolls = () => polls.filter(({ stream }) => stream.messages.length > 0);
  await until(() => servedPolls().length >= JOB_TYPES);

  const served = servedPolls();
  await Promise.all(served.map(({ stream }) => stream.ended));
  expect(new Set(served.map(({ type }) => type)).size).toBe(JOB_TYPES);
  expect(served).toHaveLength(JOB_TYPES);
  expect(gateway.load.openPolls).toBe(POLLS - JOB_TYPES);
  for (const client of clients) client.raw.close();
  for (const { stream } of polls) stream.cancel();
  await until(() => gateway.load.openPolls === 0);
}, 120_000);
