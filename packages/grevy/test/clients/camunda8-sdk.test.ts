// @camunda8/sdk over gRPC, unmodified: the same order, with its worker, its failing job and its incident.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Camunda8 } from '@camunda8/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOf } from '../support/record-file.js';
import { ServerProcess } from '../support/server-process.js';
import { ORDER_PROCESS } from './order-process.js';

describe('@camunda8/sdk', () => {
  const directory = mkdtempSync(join(tmpdir(), 'grevy-camunda8-sdk-'));
  const recordsFile = join(directory, 'records.jsonl');
  let server: ServerProcess;
  let client: ReturnType<Camunda8['getZeebeGrpcApiClient']>;

  beforeAll(async () => {
    server = await ServerProcess.start({ dataDirectory: join(directory, 'data'), recordsFile });
    client = new Camunda8({
      ZEEBE_GRPC_ADDRESS: `grpc://${server.address}`,
      ZEEBE_ADDRESS: server.address,
      CAMUNDA_SECURE_CONNECTION: false,
      CAMUNDA_OAUTH_DISABLED: true,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_LOG_LEVEL: 'none',
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
    } as never).getZeebeGrpcApiClient();
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('runs an order whose job fails, and resolves its incident', async () => {
    expect((await client.topology()).partitionsCount).toBe(1);
    await client.deployResource({ name: 'order.bpmn', process: Buffer.from(ORDER_PROCESS) });

    let mayShip = false;
    const worker = client.createWorker({
      taskType: 'ship',
      taskHandler: (job) =>
        mayShip ? job.complete({ parcel: 7 }) : job.fail({ errorMessage: 'no bike', retries: 0 }),
    });
    const result = client.createProcessInstanceWithResult({
      bpmnProcessId: 'order',
      variables: { total: 101 },
      requestTimeout: 60_000,
    });
    const incident = await recordOf(
      recordsFile,
      ({ valueType, intent }) => valueType === 'INCIDENT' && intent === 'CREATED',
    );
    mayShip = true;
    await client.updateJobRetries({ jobKey: String(incident.value['jobKey']), retries: 1 });
    await client.resolveIncident({ incidentKey: incident.key });
    expect((await result).variables).toEqual({ total: 101, parcel: 7 });
    await worker.close();
  });

  it('throws a business error that nothing catches', async () => {
    await client.createProcessInstance({ bpmnProcessId: 'order', variables: { total: 102 } });
    const worker = client.createWorker({
      taskType: 'ship',
      taskHandler: (job) => job.error({ errorCode: 'LOST', errorMessage: 'parcel lost' }),
    });
    const incident = await recordOf(
      recordsFile,
      ({ valueType, value }) => valueType === 'INCIDENT' && value['errorType'] === 'UNHANDLED_ERROR_EVENT',
    );
    expect(incident.value['errorMessage']).toBe(
      "Expected to throw an error event with the code 'LOST' with message 'parcel lost', but it was not caught. No error events are available in the scope.",
    );
    await worker.close();
  });
});
