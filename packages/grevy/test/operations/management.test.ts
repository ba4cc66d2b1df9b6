// The management endpoints of a real server with two partitions, each in its own thread, and a clock under control.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../running-server.js';
import { GatewayCalls } from '../support/gateway-calls.js';
import { recordOf } from '../support/record-file.js';
import { ManagementCalls } from './management-calls.js';
import { METRICS } from './metric-names.js';

const HOUR_MS = 3_600_000;
const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:process id="order" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:serviceTask id="charge">
      <bpmn:extensionElements><zeebe:taskDefinition type="charge" /></bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="charge" />
    <bpmn:sequenceFlow id="f2" sourceRef="charge" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>`;

const directory = mkdtempSync(join(tmpdir(), 'grevy-management-'));
const records = join(directory, 'records-{partition}.jsonl');
let server: RunningServer;
let calls: GatewayCalls;
let management: ManagementCalls;

beforeAll(async () => {
  server = await startServer(['--data', join(directory, 'data'), '--records', records], {
    ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: '2',
    ZEEBE_CLOCK_CONTROLLED: 'true',
    MANAGEMENT_ENDPOINTS_ENABLEDBYDEFAULT: 'true',
  });
  calls = new GatewayCalls(server.address);
  management = new ManagementCalls(server.managementAddress);
  await calls.call('DeployResource', { resources: [{ name: 'order.bpmn', content: Buffer.from(MODEL) }] });
});

afterAll(async () => {
  calls.close();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Creates an instance; retries while the definition is on its way to the other partition. */
async function create(): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { processInstanceKey } = await calls.call('CreateProcessInstance', {
        bpmnProcessId: 'order',
        version: -1,
      });
      return String(processInstanceKey);
    } catch (error) {
      if (attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function activate(timeout: number, maxJobsToActivate = 1000): Promise<readonly Job[]> {
  const responses = await calls.collect('ActivateJobs', {
    type: 'charge',
    worker: 'test',
    timeout,
    maxJobsToActivate,
    requestTimeout: -1,
  });
  return responses.flatMap(({ jobs }) => jobs as readonly Job[]);
}

interface Job {
  readonly key: string;
  readonly processInstanceKey: string;
}

describe('probes and health', () => {
  it.each(['/startup', '/ready', '/health'])('answers %s with 204', async (path) => {
    expect(await management.get(path)).toMatchObject({ status: 204, text: '' });
  });

  it('shows health with components and groups', async () => {
    await expect
      .poll(async () => (await management.get('/actuator/health')).body, { timeout: 15_000 })
      .toMatchObject({
        status: 'UP',
        components: { gatewayStarted: { status: 'UP' }, brokerReady: { status: 'UP' } },
        groups: ['liveness', 'readiness', 'startup'],
      });
    expect((await management.get('/actuator/health/readiness')).body).toEqual({ status: 'UP' });
    expect((await management.get('/actuator/health/liveness')).body).toMatchObject({
      status: 'UP',
      components: {
        livenessGatewayClusterAwareness: {
          status: 'UP',
          details: { derivedFrom: 'gatewayClusterAwareness', maxDowntime: 'PT5M', wasEverUp: true },
        },
      },
    });
  });

  it('refuses what it does not know, what is too large, and pages of other origins', async () => {
    expect((await management.get('/actuator/nothing')).status).toBe(404);
    expect((await management.get('/actuator/prometheus/nothing')).status).toBe(404);
    expect((await management.delete('/actuator/partitions')).status).toBe(405);
    expect((await management.postText('/actuator/clock/pin', '{')).status).toBe(400);
    expect((await management.postText('/actuator/clock/pin', ' '.repeat(100_000))).status).toBe(413);
    const foreign = await management.post('/actuator/partitions/pauseProcessing', undefined, {
      origin: 'http://elsewhere.example',
    });
    expect(foreign.status).toBe(403);
  });
});

describe('/actuator/partitions', () => {
  it('shows every partition, and takes snapshots', async () => {
    await create();
    const { status, body } = await management.post('/actuator/partitions/takeSnapshot');
    expect(status).toBe(200);
    const partition = {
      role: 'LEADER',
      processedPosition: expect.any(Number) as number,
      snapshotId: expect.stringMatching(/^\d+-1-\d+-(-1|\d+)$/) as string,
      processedPositionInSnapshot: expect.any(Number) as number,
      streamProcessorPhase: 'PROCESSING',
      exporterPhase: 'EXPORTING',
      exportedPosition: expect.any(Number) as number,
    };
    await expect
      .poll(async () => (await management.get('/actuator/partitions')).body)
      .toEqual({ 1: partition, 2: partition });
    expect(body).toHaveProperty('1.role', 'LEADER');
  });

  it('names a snapshot as it was when it was taken, however far exporters have come since', async () => {
    const partition = async () => {
      const { body } = await management.get('/actuator/partitions');
      return (body as Record<string, { readonly snapshotId: string; readonly exportedPosition: number }>)[1];
    };
    await management.post('/actuator/partitions/takeSnapshot');
    const before = await partition();
    await calls.call('BroadcastSignal', { signalName: 'news' });
    await calls.call('BroadcastSignal', { signalName: 'news' });
    await expect
      .poll(async () => (await partition())?.exportedPosition)
      .toBeGreaterThan(before?.exportedPosition ?? 0);
    expect((await partition())?.snapshotId).toBe(before?.snapshotId);
  });

  it('pauses and resumes processing', async () => {
    const { body } = await management.post('/actuator/partitions/pauseProcessing');
    expect(body).toMatchObject({
      1: { streamProcessorPhase: 'PAUSED' },
      2: { streamProcessorPhase: 'PAUSED' },
    });
    let isAnswered = false;
    const created = create().then(() => (isAnswered = true));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(isAnswered).toBe(false);
    await management.post('/actuator/partitions/resumeProcessing');
    await created;
  });

  it('answers an unknown operation with 204 and does nothing', async () => {
    expect(await management.post('/actuator/partitions/explode')).toMatchObject({ status: 204, text: '' });
  });
});

describe('/actuator/exporting', () => {
  it('given a pause, then nothing is exported until it is resumed, and nothing is missing then', async () => {
    expect((await management.post('/actuator/exporting/pause')).status).toBe(204);
    expect((await management.get('/actuator/partitions')).body).toMatchObject({
      1: { exporterPhase: 'PAUSED' },
    });
    const key = await create();
    const file = records.replace('{partition}', partitionOf(key));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await readFile(file, 'utf8')).not.toContain(`"processInstanceKey":${key}`);
    expect((await management.post('/actuator/exporting/resume')).status).toBe(204);
    await recordOf(file, ({ value }) => value['processInstanceKey'] === key);
  });

  it('pauses softly', async () => {
    await management.post('/actuator/exporting/pause?soft=true');
    expect((await management.get('/actuator/partitions')).body).toMatchObject({
      1: { exporterPhase: 'SOFT_PAUSED' },
    });
    await management.post('/actuator/exporting/resume');
  });
});

describe('/actuator/banning', () => {
  it('bans an instance: the error is on the log, and its jobs can no longer be completed', async () => {
    const key = await create();
    const jobs = await activate(HOUR_MS);
    const job = jobs.find(({ processInstanceKey }) => processInstanceKey === key);
    expect(job).toBeDefined();
    expect((await management.post(`/actuator/banning/${key}`)).status).toBe(204);
    const file = records.replace('{partition}', partitionOf(key));
    const error = await recordOf(file, ({ valueType, key: of }) => valueType === 'ERROR' && of === key);
    expect(error).toMatchObject({
      recordType: 'EVENT',
      intent: 'CREATED',
      sourceRecordPosition: -1,
      value: {
        exceptionMessage: 'Instance was banned from outside.',
        errorEventPosition: -1,
        processInstanceKey: key,
      },
    });
    await expect
      .poll(() => management.metric('zeebe_banned_instances_total', { partition: partitionOf(key) }))
      .toBe(1);
    // Answered, though nothing is terminated: the request carries nothing but the key.
    expect(await calls.call('CancelProcessInstance', { processInstanceKey: key })).toEqual({});
  });

  it('refuses what is no key of a partition', async () => {
    expect((await management.post('/actuator/banning/abc')).status).toBe(400);
    expect((await management.post('/actuator/banning/-1')).status).toBe(400);
  });
});

describe('/actuator/jobstreams', () => {
  it('shows the open streams', async () => {
    const worker = new GatewayCalls(server.address);
    void worker
      .collect('StreamActivatedJobs', {
        type: 'ship',
        worker: 'shipper',
        timeout: 90_000,
        fetchVariable: ['a'],
      })
      .catch(() => undefined);
    const metadata = {
      worker: 'shipper',
      timeout: 'PT1M30S',
      fetchVariables: ['a'],
      tenantIds: ['<default>'],
    };
    const id = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) as string;
    await expect
      .poll(async () => (await management.get('/actuator/jobstreams')).body)
      .toEqual({
        remote: [{ jobType: 'ship', metadata, consumers: [{ id, receiver: 'gateway' }] }],
        client: [{ jobType: 'ship', id, metadata, connectedTo: [0] }],
      });
    await expect.poll(() => management.metric('zeebe_broker_open_job_stream_count')).toBe(1);
    expect(await management.get('/actuator/jobstreams/other')).toMatchObject({
      status: 400,
      body: { error: "No known stream type 'other'; should be one of [remote, client]" },
    });
    worker.close();
  });
});

describe('/actuator/clock', () => {
  it('given a lock of an hour, when two hours are added, then the job can be activated again', async () => {
    await create();
    const first = await activate(HOUR_MS);
    expect(first.length).toBeGreaterThan(0);
    expect(await activate(HOUR_MS)).toEqual([]);
    expect((await management.post('/actuator/clock/add', { offsetMilli: 2 * HOUR_MS })).status).toBe(200);
    await expect.poll(async () => (await activate(HOUR_MS)).length).toBeGreaterThan(0);
    await management.delete('/actuator/clock');
  });

  it('pins and resets the time', async () => {
    const pinned = await management.post('/actuator/clock/pin', { epochMilli: 1_700_000_000_000 });
    expect(pinned.body).toEqual({ epochMilli: 1_700_000_000_000, instant: '2023-11-14T22:13:20.000Z' });
    expect((await management.get('/actuator/clock')).body).toEqual(pinned.body);
    const reset = await management.delete('/actuator/clock');
    expect(reset.body).not.toMatchObject({ epochMilli: 1_700_000_000_000 });
  });

  it('says what is wrong with a request', async () => {
    expect(await management.post('/actuator/clock/pin', {})).toMatchObject({
      status: 400,
      body: { message: 'Expected pin the clock to the given `epochMilli`, but none given' },
    });
    expect(await management.post('/actuator/clock/turn', {})).toMatchObject({
      status: 400,
      body: {
        message:
          'Expected to either `pin` or `add` to the clock, but no operation named `turn` is known; make sure you wrote the correct path',
      },
    });
  });
});

describe('/actuator/loggers', () => {
  it('changes levels at run time, by our names and by those of the reference', async () => {
    expect((await management.get('/actuator/loggers/grevy.broker')).body).toEqual({ effectiveLevel: 'INFO' });
    expect((await management.get('/actuator/loggers/io.camunda.zeebe')).body).toEqual({
      configuredLevel: 'INFO',
      effectiveLevel: 'INFO',
    });
    await management.post('/actuator/loggers/io.camunda.zeebe', { configuredLevel: 'DEBUG' });
    expect((await management.get('/actuator/loggers/grevy.broker')).body).toEqual({
      effectiveLevel: 'DEBUG',
    });
    expect((await management.get('/actuator/loggers/grevy')).body).toEqual({
      configuredLevel: 'DEBUG',
      effectiveLevel: 'DEBUG',
    });
    expect((await management.post('/actuator/loggers/grevy', { configuredLevel: null })).status).toBe(204);
    expect((await management.get('/actuator/loggers/grevy.broker')).body).toEqual({ effectiveLevel: 'INFO' });
    expect((await management.post('/actuator/loggers/grevy', { configuredLevel: 'LOUD' })).status).toBe(400);
  });
});

describe('/actuator/prometheus', () => {
  it('has what dashboards read', async () => {
    const { text } = await management.get('/actuator/prometheus');
    const names = new Set(Array.from(text.matchAll(/^# TYPE (\S+)/gm), ([, name]) => name));
    for (const name of METRICS) expect(names, name).toContain(name);
    for (const partition of ['1', '2']) {
      expect(await management.metric('zeebe_health', { partition })).toBe(1);
      expect(await management.metric('zeebe_backpressure_requests_limit', { partition })).toBeGreaterThan(0);
    }
    const creations = { requestType: 'PROCESS_INSTANCE_CREATION#CREATE' };
    expect(await management.metric('zeebe_gateway_total_requests_total', creations)).toBeGreaterThan(0);
    expect(await management.metric('zeebe_gateway_total_requests_created', creations)).toBeGreaterThan(1e9);
    expect(await management.metric('zeebe_gateway_request_latency_created', creations)).toBeGreaterThan(1e9);
    const notified = { action: 'workers notified', type: 'charge' };
    expect(await management.metric('zeebe_job_events_total', notified)).toBeGreaterThan(0);
    expect(await management.metric('zeebe_snapshot_size_bytes', { partition: '1' })).toBeGreaterThan(0);
    expect(await management.metric('atomix_segment_count', { partition: '1' })).toBeGreaterThan(0);
    expect(
      await management.metric('zeebe_broker_start_step_latency', { stepName: 'broker' }),
    ).toBeGreaterThan(0);
    const batches = { partition: '1' };
    const commands = await management.metric('zeebe_stream_processor_batch_processing_commands_sum', batches);
    const count = await management.metric('zeebe_stream_processor_batch_processing_commands_count', batches);
    expect(commands).toBeGreaterThan(count ?? Infinity);
    const deployments = { grpc_method: 'DeployResource', code: 'OK' };
    expect(await management.metric('grpc_server_handled_total', deployments)).toBe(1);
  });
});

/** Partition of a key as clients see it: the bits above the lowest 51. */
function partitionOf(key: string): string {
  return String(BigInt(key) >> 51n);
}
