/** Which partition a command goes to, and when it is sent again. */
import { VALUE_TYPES, makeKey } from '@grevy/protocol';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { created, failure, jobAnswer, rejection } from './answers.js';
import { givenGateway, until } from './gateway-client.js';
import { topologyOf } from './scripted-bus.js';

const CREATE = { bpmnProcessId: 'order', version: -1 };
const COMPLETE = { jobKey: '2251799813685250' };
const ACCEPTED = jobAnswer(makeKey(1, 2));
const SIGNALLED = {
  kind: 'accepted' as const,
  record: {
    valueType: 'SIGNAL' as const,
    intent: 'BROADCASTED' as const,
    key: makeKey(1, 2),
    value: VALUE_TYPES.SIGNAL.value.create({ signalName: 's' }),
  },
};

describe('creating process instances', () => {
  test('takes the partitions in turn', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(3));
    bus.script = () => created();

    for (let call = 0; call < 4; call++) await client.call('CreateProcessInstance', CREATE);

    expect(bus.commands.map(({ partitionId }) => partitionId)).toEqual([1, 2, 3, 1]);
  });

  test('skips partitions without a leader', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(3, (partitionId) => partitionId !== 2));
    bus.script = () => created();

    for (let call = 0; call < 3; call++) await client.call('CreateProcessInstance', CREATE);

    expect(bus.commands.map(({ partitionId }) => partitionId)).toEqual([1, 3, 1]);
  });

  test.each(['RESOURCE_EXHAUSTED', 'CONNECTION', 'PARTITION_LEADER_MISMATCH'] as const)(
    'goes on to the next partition after %s, around the end',
    async (code) => {
      const { bus, client } = await givenGateway();
      bus.setTopology(topologyOf(3));
      bus.script = ({ partitionId }) => (partitionId === 1 ? created() : failure(code, 'not here'));

      await client.call('CreateProcessInstance', CREATE);
      await client.call('CreateProcessInstance', CREATE);

      expect(bus.commands.map(({ partitionId }) => partitionId)).toEqual([1, 2, 3, 1]);
    },
  );

  test.each([
    failure('TIMEOUT', 'Request timed out after PT15S'),
    failure('INTERNAL_ERROR', 'broken'),
    rejection('CREATE', 'NOT_FOUND', 'none'),
  ])('is not tried elsewhere after another outcome: %o', async (outcome) => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(3));
    bus.script = () => outcome;

    await client.failure('CreateProcessInstance', CREATE);

    expect(bus.commands).toHaveLength(1);
  });

  test('without a known cluster, or without any leader', async () => {
    const { bus, client } = await givenGateway();

    bus.setTopology(undefined);
    const unknown = await client.failure('CreateProcessInstance', CREATE);
    bus.setTopology(topologyOf(2, () => false));
    const leaderless = await client.failure('CreateProcessInstance', CREATE);

    expect(unknown.code).toBe(status.UNAVAILABLE);
    expect(unknown.details).toBe(
      'Expected to send the request to a partition in the topology, but gateway does not know broker topology. Please try again later. If the error persists contact your zeebe operator.',
    );
    expect(leaderless.code).toBe(status.RESOURCE_EXHAUSTED);
  });
});

describe('signals and decisions', () => {
  test('share a turn of their own', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(3));
    bus.script = ({ valueType }) =>
      valueType === 'SIGNAL' ? SIGNALLED : rejection('EVALUATE', 'INVALID_ARGUMENT', 'no decision');

    await client.call('BroadcastSignal', { signalName: 's' });
    await client.failure('EvaluateDecision', { decisionId: 'd' });
    await client.call('BroadcastSignal', { signalName: 's' });

    expect(bus.sent).toEqual(['1:SIGNAL#BROADCAST', '2:DECISION_EVALUATION#EVALUATE', '3:SIGNAL#BROADCAST']);
  });

  test('go to partition 1 when no partition has a leader, as soon as it has one', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(2, () => false));
    bus.script = () => SIGNALLED;

    const signal = client.call('BroadcastSignal', { signalName: 's' });
    await until(() => bus.topologyLookups > 3);
    expect(bus.commands).toEqual([]);
    bus.setTopology(topologyOf(2));
    await signal;

    expect(bus.sent).toEqual(['1:SIGNAL#BROADCAST']);
  });
});

describe('commands for one partition', () => {
  test('wait for the topology and for a leader', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(undefined);
    bus.script = () => ACCEPTED;

    const completion = client.call('CompleteJob', COMPLETE);
    await until(() => bus.topologyLookups > 2);
    bus.setTopology(topologyOf(1, () => false));
    await until(() => bus.topologyLookups > 5);
    expect(bus.commands).toEqual([]);
    bus.setTopology(topologyOf(1));

    expect(await completion).toEqual({});
  });

  test.each(['CONNECTION', 'PARTITION_LEADER_MISMATCH'] as const)('are sent again after %s', async (code) => {
    const { bus, client } = await givenGateway();
    bus.script = () => (bus.commands.length < 3 ? failure(code, 'not here') : ACCEPTED);

    expect(await client.call('CompleteJob', COMPLETE)).toEqual({});
    expect(bus.commands).toHaveLength(3);
  });

  test('are not sent again after back-pressure', async () => {
    const { bus, client } = await givenGateway();
    bus.script = () => failure('RESOURCE_EXHAUSTED', 'busy');

    const error = await client.failure('CompleteJob', COMPLETE);

    expect(error.code).toBe(status.RESOURCE_EXHAUSTED);
    expect(bus.commands).toHaveLength(1);
  });

  test('time out when no leader turns up', async () => {
    const { bus, client } = await givenGateway({ settings: { requestTimeoutMs: 50 } });
    bus.setTopology(topologyOf(1, () => false));

    const error = await client.failure('CompleteJob', COMPLETE);

    expect(error.code).toBe(status.DEADLINE_EXCEEDED);
    expect(error.details).toBe('Time out between gateway and broker: Request timed out after PT0.05S');
  });
});

describe('messages', () => {
  test('need a topology', async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(undefined);

    const error = await client.failure('PublishMessage', { name: 'm', correlationKey: 'k1' });

    expect(error.code).toBe(status.UNAVAILABLE);
    expect(error.details).toBe(
      "Expected to pick partition for message with correlation key 'k1', but no topology is available",
    );
  });
});
