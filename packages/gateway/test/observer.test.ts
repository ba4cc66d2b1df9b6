/** What the gateway tells its observer. */
import { status } from '@grpc/grpc-js';
import { makeKey, VALUE_TYPES } from '@grevy/protocol';
import { expect, test } from 'vitest';
import { type GatewayObserver, GrpcError, StatusCode } from '../src/index.js';
import { NO_JOBS, created, failure } from './answers.js';
import { givenGateway, until } from './gateway-client.js';
import { topologyOf } from './scripted-bus.js';

class Notes implements GatewayObserver {
  readonly seen: string[] = [];

  callStarted: GatewayObserver['callStarted'] = ({ service, method, type }) => {
    this.seen.push(`started ${service}/${method} ${type}`);
  };

  messageSent: GatewayObserver['messageSent'] = ({ method }) => {
    this.seen.push(`sent ${method}`);
  };

  callEnded: GatewayObserver['callEnded'] = ({ method }, code) => {
    this.seen.push(`ended ${method} ${code}`);
  };

  commandEnded: GatewayObserver['commandEnded'] = (partitionId, requestType, _durationMs, code) => {
    this.seen.push(`command ${partitionId} ${requestType} ${code ?? 'answered'}`);
  };

  commandNotSent: GatewayObserver['commandNotSent'] = (partitionId, requestType, reason) => {
    this.seen.push(`unsent ${partitionId} ${requestType} ${reason}`);
  };

  jobPushed: GatewayObserver['jobPushed'] = (taken) => {
    this.seen.push(taken ? 'push taken' : 'push refused');
  };

  jobStreamChanged: GatewayObserver['jobStreamChanged'] = (clients) => {
    this.seen.push(`stream of ${clients}`);
  };

  /** What was seen besides the calls themselves. */
  get besidesCalls(): string[] {
    return this.seen.filter((line) => !/^(started|sent|ended) /.test(line));
  }
}

const GATEWAY = 'gateway_protocol.Gateway';

test('unary calls: begin, command, response, end with the status', async () => {
  const observer = new Notes();
  const { bus, client } = await givenGateway({ observer });
  bus.script = () => (bus.commands.length === 1 ? created() : failure('TIMEOUT', 'late'));
  const request = { bpmnProcessId: 'order', version: -1 };

  await client.call('CreateProcessInstance', request);
  await client.failure('CreateProcessInstance', request);

  expect(observer.seen).toEqual([
    `started ${GATEWAY}/CreateProcessInstance UNARY`,
    'command 1 PROCESS_INSTANCE_CREATION#CREATE answered',
    'sent CreateProcessInstance',
    `ended CreateProcessInstance ${status.OK}`,
    `started ${GATEWAY}/CreateProcessInstance UNARY`,
    'command 1 PROCESS_INSTANCE_CREATION#CREATE TIMEOUT',
    `ended CreateProcessInstance ${status.DEADLINE_EXCEEDED}`,
  ]);
});

test('calls that authentication denies are not counted, those of the health service are', async () => {
  const observer = new Notes();
  const authenticate = (): never => {
    throw new GrpcError(StatusCode.UNAUTHENTICATED, 'no', [], 'plain');
  };
  const { client } = await givenGateway({ observer, authenticate });

  await client.failure('Topology', {});
  await client.open('ActivateJobs', { type: 'work' }).ended;
  expect(observer.seen).toEqual([]);

  await client.failureOfBytes('/grpc.health.v1.Health/Check', Buffer.from([0x0a, 1, 0x78]));
  expect(observer.seen).toEqual([
    'started grpc.health.v1.Health/Check UNARY',
    `ended Check ${status.NOT_FOUND}`,
  ]);
});

test('a waiting poll is counted by type, and ends as cancelled with its client', async () => {
  const observer = new Notes();
  const { bus, client, gateway } = await givenGateway({ observer });
  bus.script = () => NO_JOBS;
  const stream = client.open('ActivateJobs', { type: 'work', timeout: 1, maxJobsToActivate: 1 });
  await until(() => gateway.load.waitingPollsByType().get('work') === 1);

  stream.cancel();
  await until(() => observer.seen.length === 3);

  expect(observer.seen).toEqual([
    `started ${GATEWAY}/ActivateJobs SERVER_STREAMING`,
    'command 1 JOB_BATCH#ACTIVATE answered',
    `ended ActivateJobs ${status.CANCELLED}`,
  ]);
  expect(gateway.load.waitingPollsByType().size).toBe(0);
});

test('a command that reaches no partition is told with the reason', async () => {
  const observer = new Notes();
  const { bus, client } = await givenGateway({ observer, settings: { requestTimeoutMs: 100 } });
  const request = { processInstanceKey: '2251799813685249' };

  await client.failure('CancelProcessInstance', { processInstanceKey: '0' });
  bus.setTopology(topologyOf(1, () => false));
  await client.failure('CancelProcessInstance', request);
  bus.setTopology(undefined);
  await client.failure('CreateProcessInstance', { bpmnProcessId: 'order', version: -1 });

  expect(observer.besidesCalls).toEqual([
    'unsent 0 PROCESS_INSTANCE#CANCEL PARTITION_NOT_FOUND',
    'unsent 1 PROCESS_INSTANCE#CANCEL TIMEOUT',
    'unsent 0 PROCESS_INSTANCE_CREATION#CREATE NO_TOPOLOGY',
  ]);
});

test('clients that share a job stream are counted, and whether they take what is pushed', async () => {
  const observer = new Notes();
  const { bus, client, gateway } = await givenGateway({ observer });
  const open = () => client.open('StreamActivatedJobs', { type: 'work', worker: 'w', timeout: 1_000 });
  const first = open();
  await until(() => gateway.load.openJobStreams === 1);
  const second = open();
  await until(() => gateway.load.openJobStreams === 2);
  const shared = gateway.load.sharedJobStreams;
  const [stream] = bus.jobStreams;

  await stream?.push({ key: makeKey(1, 1), job: VALUE_TYPES.JOB.value.create({ type: 'work' }) });
  first.cancel();
  second.cancel();
  await until(() => gateway.load.openJobStreams === 0);
  await stream?.push({ key: makeKey(1, 2), job: VALUE_TYPES.JOB.value.create({ type: 'work' }) });

  expect(shared).toBe(1);
  expect(observer.besidesCalls).toEqual([
    'stream of 1',
    'stream of 2',
    'push taken',
    'stream of 1',
    'stream of 0',
    'push refused',
  ]);
});
