/** One round of activation: which partitions are asked, what the client gets, what is handed back. */
import { makeKey } from '@grevy/protocol';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { NO_JOBS, batch, document, failure, jobAnswer, rejection } from './answers.js';
import { type Message, givenGateway, until } from './gateway-client.js';
import { topologyOf } from './scripted-bus.js';

/** A request that does not wait for jobs. */
const ONCE = { type: 'work', worker: 'w', timeout: '60000', maxJobsToActivate: 5, requestTimeout: '-1' };

function keysOf(messages: readonly Message[]): unknown[] {
  return messages.map(({ jobs }) => (Array.isArray(jobs) ? jobs.map((job: Message) => job['key']) : jobs));
}

describe('ActivateJobs', () => {
  test('asks for jobs, and gives them with everything a worker needs', async () => {
    const { bus, client } = await givenGateway();
    bus.script = () =>
      batch([makeKey(200, 1)], {
        worker: 'w',
        deadline: 1_700_000_000_123,
        customHeaders: document('{"h":"1"}'),
        variables: document('{"big":18446744073709551615,"f":1.0}'),
        bpmnProcessId: 'order',
        processDefinitionVersion: 3,
        processDefinitionKey: makeKey(1, 1),
        processInstanceKey: makeKey(1, 2),
        elementId: 'pay',
        elementInstanceKey: makeKey(1, 3),
      });

    const stream = client.open('ActivateJobs', {
      ...ONCE,
      maxJobsToActivate: 1,
      fetchVariable: ['big', 'f'],
    });
    const { code } = await stream.ended;

    expect(code).toBe(status.OK);
    expect(stream.messages).toEqual([
      {
        jobs: [
          {
            key: '450359962737049601',
            type: 'work',
            processInstanceKey: '2251799813685250',
            bpmnProcessId: 'order',
            processDefinitionVersion: 3,
            processDefinitionKey: '2251799813685249',
            elementId: 'pay',
            elementInstanceKey: '2251799813685251',
            customHeaders: '{"h":"1"}',
            worker: 'w',
            retries: 3,
            deadline: '1700000000123',
            variables: '{"big":18446744073709551615,"f":1.0}',
            tenantId: '<default>',
          },
        ],
      },
    ]);
    expect(bus.commands).toMatchObject([
      {
        partitionId: 1,
        valueType: 'JOB_BATCH',
        intent: 'ACTIVATE',
        value: {
          type: 'work',
          worker: 'w',
          timeout: 60_000,
          maxJobsToActivate: 1,
          variables: ['big', 'f'],
          tenantIds: ['<default>'],
        },
        authorizedTenants: ['<default>'],
      },
    ]);
  });

  test('asks all partitions for what is left, one message each', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(3));
    bus.script = ({ partitionId }) =>
      partitionId === 2 ? NO_JOBS : batch([makeKey(partitionId, 1), makeKey(partitionId, 2)]);

    const stream = client.open('ActivateJobs', ONCE);
    await stream.ended;

    expect(keysOf(stream.messages)).toEqual([
      ['2251799813685249', '2251799813685250'],
      ['6755399441055745', '6755399441055746'],
    ]);
    expect(bus.commands.map(({ value }) => value)).toMatchObject([
      { maxJobsToActivate: 5 },
      { maxJobsToActivate: 3 },
      { maxJobsToActivate: 3 },
    ]);
  });

  test('stops when it has enough', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(3));
    bus.script = ({ partitionId }) => batch([makeKey(partitionId, 1)]);

    const stream = client.open('ActivateJobs', { ...ONCE, maxJobsToActivate: 2 });
    await stream.ended;

    expect(bus.sent).toEqual(['1:JOB_BATCH#ACTIVATE', '2:JOB_BATCH#ACTIVATE']);
  });

  test('starts at the next partition each time, per type', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(3));
    bus.script = ({ partitionId }) => batch([makeKey(partitionId, 1)]);
    const once = (type: string) => client.open('ActivateJobs', { ...ONCE, type, maxJobsToActivate: 1 }).ended;

    for (const type of ['a', 'a', 'b', 'a']) await once(type);

    expect(bus.commands.map(({ partitionId }) => partitionId)).toEqual([1, 2, 1, 3]);
  });

  test('asks the same partition again while it is truncated', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(2));
    const answers = [batch([], {}, true), batch([makeKey(1, 1)], {}, true), batch([makeKey(1, 2)]), NO_JOBS];
    bus.script = () => answers.shift() ?? NO_JOBS;

    const stream = client.open('ActivateJobs', ONCE);
    await stream.ended;

    expect(bus.commands.map(({ partitionId }) => partitionId)).toEqual([1, 1, 1, 2]);
    expect(keysOf(stream.messages)).toEqual([['2251799813685249'], ['2251799813685250']]);
  });

  test('ends with a rejection, even after jobs', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(2));
    const reason = "Expected to activate job batch with timeout to be greater than zero, but it was '0'";
    bus.script = ({ partitionId }) =>
      partitionId === 1 ? batch([makeKey(1, 1)]) : rejection('ACTIVATE', 'INVALID_ARGUMENT', reason);

    const stream = client.open('ActivateJobs', ONCE);
    const { code, details, metadata } = await stream.ended;

    expect(code).toBe(status.INVALID_ARGUMENT);
    expect(details).toBe(`Command 'ACTIVATE' rejected with code 'INVALID_ARGUMENT': ${reason}`);
    expect(metadata.get('grpc-status-details-bin')).toHaveLength(1);
    expect(stream.messages).toHaveLength(1);
  });

  test('goes on after other errors of a partition', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(3));
    bus.script = ({ partitionId }) =>
      partitionId === 3 ? batch([makeKey(3, 1)]) : failure('RESOURCE_EXHAUSTED', 'busy');

    const stream = client.open('ActivateJobs', ONCE);

    expect((await stream.ended).code).toBe(status.OK);
    expect(keysOf(stream.messages)).toEqual([['6755399441055745']]);
  });

  test('without jobs the stream ends without a message', async () => {
    const { bus, client } = await givenGateway();
    bus.script = () => NO_JOBS;

    const stream = client.open('ActivateJobs', ONCE);

    expect((await stream.ended).code).toBe(status.OK);
    expect(stream.messages).toEqual([]);
  });

  test.each([0, -3])('%i jobs never reach a broker', async (maxJobsToActivate) => {
    const { bus, client } = await givenGateway();

    const { code } = await client.open('ActivateJobs', { ...ONCE, maxJobsToActivate }).ended;

    expect(code).toBe(status.OK);
    expect(bus.commands).toEqual([]);
  });
});

describe('too busy brokers', () => {
  const exhausted =
    "Expected to activate jobs of type 'work', but no jobs available and at least one broker returned 'RESOURCE_EXHAUSTED'. Please try again later.";

  test('make a request without jobs fail, whether it would wait or not', async () => {
    const { bus, client } = await givenGateway();
    bus.script = () => failure('RESOURCE_EXHAUSTED', 'busy');

    for (const requestTimeout of ['-1', '0', '60000']) {
      const { code, details } = await client.open('ActivateJobs', { ...ONCE, requestTimeout }).ended;
      expect(code).toBe(status.RESOURCE_EXHAUSTED);
      expect(details).toBe(exhausted);
    }
  });

  test('a later error of another kind takes that back, a success does not', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(2));
    const once = () => client.open('ActivateJobs', ONCE).ended;

    bus.script = ({ partitionId }) =>
      partitionId === 1 ? failure('RESOURCE_EXHAUSTED', 'busy') : failure('TIMEOUT', 'late');
    expect((await once()).code).toBe(status.OK);

    await once(); // moves the start back to partition 1
    bus.script = ({ partitionId }) => (partitionId === 1 ? failure('RESOURCE_EXHAUSTED', 'busy') : NO_JOBS);
    expect((await once()).code).toBe(status.RESOURCE_EXHAUSTED);
  });

  test('do not matter without long polling', async () => {
    const { bus, client } = await givenGateway({
      settings: { longPolling: { enabled: false, timeoutMs: 1, probeTimeoutMs: 1, minEmptyResponses: 3 } },
    });
    bus.script = () => failure('RESOURCE_EXHAUSTED', 'busy');

    expect((await client.open('ActivateJobs', { ...ONCE, requestTimeout: '60000' }).ended).code).toBe(
      status.OK,
    );
  });
});

describe('jobs that the client cannot get', () => {
  const maxMessageSizeBytes = 1000;

  test('are handed back when they exceed the message size', async () => {
    const { bus, client } = await givenGateway({ settings: { maxMessageSizeBytes } });
    const keys = [makeKey(1, 1), makeKey(1, 2), makeKey(1, 3)];
    const variables = document(`{"a":"${'x'.repeat(400)}"}`);
    bus.script = ({ valueType, key }) =>
      valueType === 'JOB' ? jobAnswer(key) : batch(keys, { variables, tenantId: 'a', retries: 7 });

    const stream = client.open('ActivateJobs', { ...ONCE, maxJobsToActivate: 3 });
    await stream.ended;
    await until(() => bus.commands.length === 2);

    expect(keysOf(stream.messages)).toEqual([['2251799813685249', '2251799813685250']]);
    expect(bus.commands[1]).toMatchObject({
      partitionId: 1,
      valueType: 'JOB',
      intent: 'FAIL',
      key: makeKey(1, 3),
      value: {
        retries: 7,
        retryBackoff: 0,
        errorMessage: 'the response is bigger than the maximum allowed message size 1000',
      },
      authorizedTenants: ['a'],
    });
  });

  test('are handed back when the client has gone meanwhile', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(2));
    let answer: (() => void) | undefined;
    bus.script = ({ valueType, key }) =>
      valueType === 'JOB'
        ? jobAnswer(key)
        : new Promise((resolve) => {
            answer = () => resolve(batch([makeKey(1, 1), makeKey(1, 2)]));
          });
    const stream = client.open('ActivateJobs', ONCE);
    await until(() => answer !== undefined);

    stream.cancel();
    await stream.ended;
    await client.call('Topology', {}); // the cancellation has arrived when this is answered
    answer?.();
    await until(() => bus.commands.length === 3);

    expect(bus.commands.slice(1)).toMatchObject([
      {
        intent: 'FAIL',
        key: makeKey(1, 1),
        value: { errorMessage: 'Failed to send activated jobs to client' },
      },
      {
        intent: 'FAIL',
        key: makeKey(1, 2),
        value: { errorMessage: 'Failed to send activated jobs to client' },
      },
    ]);
  });
});
