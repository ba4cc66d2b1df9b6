/** What the gateway tells its observer. */
import { status } from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { type GatewayObserver, GrpcError, StatusCode } from '../src/index.js';
import { NO_JOBS, created, failure } from './answers.js';
import { givenGateway, until } from './gateway-client.js';

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
