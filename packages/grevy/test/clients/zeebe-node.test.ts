// zeebe-node 8.3.2, unmodified: deploys, runs a worker, fails a job, sees the incident, resolves it, gets the result.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZBClient } from 'zeebe-node';
import { recordOf } from '../support/record-file.js';
import { ServerProcess } from '../support/server-process.js';
import { ORDER_PROCESS } from './order-process.js';

describe('zeebe-node 8.3.2', () => {
  const directory = mkdtempSync(join(tmpdir(), 'grevy-zeebe-node-'));
  const recordsFile = join(directory, 'records.jsonl');
  let server: ServerProcess;
  let client: ZBClient;

  beforeAll(async () => {
    server = await ServerProcess.start({ dataDirectory: join(directory, 'data'), recordsFile });
    client = new ZBClient(server.address, { useTLS: false, loglevel: 'NONE', retry: false } as never);
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('reads the topology', async () => {
    const topology = await client.topology();
    expect(topology).toMatchObject({
      clusterSize: 1,
      partitionsCount: 1,
      replicationFactor: 1,
      gatewayVersion: '8.3.13',
    });
    expect(topology.brokers[0]?.partitions[0]).toMatchObject({ partitionId: 1, role: 'LEADER' });
  });

  it('runs an order whose job fails, and resolves its incident', async () => {
    const deployed = await client.deployResource({ name: 'order.bpmn', process: Buffer.from(ORDER_PROCESS) });
    expect(deployed.deployments[0]).toMatchObject({ process: { bpmnProcessId: 'order', version: 1 } });

    let mayShip = false;
    const seen: unknown[] = [];
    const worker = client.createWorker({
      taskType: 'ship',
      taskHandler: (job) => {
        seen.push({ variables: job.variables, headers: job.customHeaders, retries: job.retries });
        return mayShip ? job.complete({ parcel: 42 }) : job.fail('no bike', 0);
      },
      loglevel: 'NONE',
    } as never);

    const result = client.createProcessInstanceWithResult({
      bpmnProcessId: 'order',
      variables: { total: 250.5, items: ['a', 'b'] },
      requestTimeout: 60_000,
    });
    const incident = await recordOf(
      recordsFile,
      ({ valueType, intent }) => valueType === 'INCIDENT' && intent === 'CREATED',
    );
    expect(incident.value).toMatchObject({
      errorType: 'JOB_NO_RETRIES',
      errorMessage: 'no bike',
      elementId: 'ship',
    });

    mayShip = true;
    await client.updateJobRetries({ jobKey: String(incident.value['jobKey']), retries: 2 });
    await client.resolveIncident({ incidentKey: incident.key });
    expect(await result).toMatchObject({
      bpmnProcessId: 'order',
      version: 1,
      variables: { total: 250.5, items: ['a', 'b'], parcel: 42 },
    });
    expect(seen).toEqual([
      {
        variables: { amount: 250.5, total: 250.5, items: ['a', 'b'] },
        headers: { carrier: 'bike' },
        retries: 1,
      },
      {
        variables: { amount: 250.5, total: 250.5, items: ['a', 'b'] },
        headers: { carrier: 'bike' },
        retries: 2,
      },
    ]);
    await worker.close();
  });

  it('takes the default flow, sets variables, cancels', async () => {
    const small = await client.createProcessInstanceWithResult({
      bpmnProcessId: 'order',
      variables: { total: 5 },
    });
    expect(small.variables).toEqual({ total: 5 });

    const waiting = await client.createProcessInstance({ bpmnProcessId: 'order', variables: { total: 500 } });
    await client.setVariables({
      elementInstanceKey: waiting.processInstanceKey,
      variables: { note: 'later' },
      local: false,
    });
    await client.cancelProcessInstance(waiting.processInstanceKey);
    await expect(client.cancelProcessInstance(waiting.processInstanceKey)).rejects.toThrow(
      `Command 'CANCEL' rejected with code 'NOT_FOUND': Expected to cancel a process instance with key '${waiting.processInstanceKey}', but no such process was found`,
    );
  });

  it('gets the errors of the reference', async () => {
    await expect(
      client.createProcessInstance({ bpmnProcessId: 'nowhere', variables: {} }),
    ).rejects.toMatchObject({
      code: 5,
      details:
        "Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'nowhere', but none found",
    });
    await expect(
      client.deployResource({ name: 'broken.bpmn', process: Buffer.from('<x') }),
    ).rejects.toMatchObject({ code: 3 });
  });
});
