// The client of @grevy/client against the real server.
import { GatewayError, GrevyClient, JobWorker, type ActivatedJob } from '@grevy/client';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../running-server.js';

let server: RunningServer;
let client: GrevyClient;

beforeAll(async () => {
  server = await startServer(['--ephemeral']);
  client = new GrevyClient({ address: server.address, environment: {} });
  const content = await readFile(new URL('../models/order.bpmn', import.meta.url));
  await client.deployResource({ resources: [{ name: 'order.bpmn', content }] });
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

/** Cancels what earlier tests left, so that each test sees its own jobs only. */
async function freshInstance(variables: object = {}): Promise<string> {
  for await (const { jobs } of client.activateJobs({
    type: 'work',
    worker: 'clean-up',
    timeout: 1_000,
    maxJobsToActivate: 100,
    requestTimeout: -1,
  })) {
    for (const { processInstanceKey } of jobs) await client.cancelProcessInstance({ processInstanceKey });
  }
  return (await client.createProcessInstance({ bpmnProcessId: 'order', variables })).processInstanceKey;
}

describe('the client', () => {
  it('answers with exact keys as text, and takes them as text and as bigint', async () => {
    const key = await freshInstance();
    expect(key).toMatch(/^2251799813685\d{3}$/);
    await client.setVariables({ elementInstanceKey: BigInt(key), variables: { a: 1 } });
    await client.cancelProcessInstance({ processInstanceKey: key });
  });

  it('fails with the status of the gateway', async () => {
    const failure = await client.completeJob({ jobKey: '2251799813685248' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(GatewayError);
    expect(failure).toMatchObject({
      call: 'CompleteJob',
      code: 'NOT_FOUND',
      description: expect.stringContaining("Command 'COMPLETE' rejected with code 'NOT_FOUND'") as string,
    });
  });

  it('cancels a call whose signal is aborted', async () => {
    await freshInstance();
    const abort = new AbortController();
    const waiting = client.createProcessInstanceWithResult(
      { bpmnProcessId: 'order' },
      { signal: abort.signal },
    );
    abort.abort(new Error('changed my mind'));
    await expect(waiting).rejects.toThrow('changed my mind');
  });

  it('gives up a call after its time', async () => {
    const waiting = client.createProcessInstanceWithResult(
      { bpmnProcessId: 'order', requestTimeout: 60_000 },
      { timeoutMs: 50 },
    );
    await expect(waiting).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('streams jobs until the loop is left', async () => {
    await freshInstance();
    const jobs = client.streamActivatedJobs({ type: 'work', worker: 'streaming', timeout: 60_000 });
    let pushed: ActivatedJob | undefined;
    const first = jobs.next().then(({ value }) => (pushed = value ?? undefined));
    const created: string[] = [];
    // A stream brings the jobs that come after it was registered.
    while (pushed === undefined) {
      const { processInstanceKey } = await client.createProcessInstance({
        bpmnProcessId: 'order',
        variables: { n: 7 },
      });
      created.push(processInstanceKey);
      await Promise.race([first, new Promise((resolve) => setTimeout(resolve, 200))]);
    }
    expect(created).toContain(pushed.processInstanceKey);
    expect(pushed.variables).toBe('{"n":7}');
    await jobs.return();
  });
});

it('the client has defaults of its own for workers, messages and sizes', async () => {
  const own = new GrevyClient({
    address: server.address,
    environment: {},
    workerDefaults: { name: 'stock', timeoutMs: 30_000, maxJobsActive: 2 },
    messageTimeToLiveMs: 0,
    maxMessageSizeBytes: 2_000,
  });
  const seen: ActivatedJob[] = [];
  own.openWorker({ type: 'work', autoComplete: true, handler: async (job) => void seen.push(job) });
  await own.createProcessInstanceWithResult({ bpmnProcessId: 'order' });
  expect(seen[0]?.worker).toBe('stock');

  const message = { name: 'paid', messageId: 'defaults' };
  await own.publishMessage(message);
  await own.publishMessage(message);
  await client.publishMessage(message);
  await expect(own.publishMessage(message)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });

  const large = own.createProcessInstance({
    bpmnProcessId: 'order',
    variables: { text: 'x'.repeat(3_000) },
  });
  await expect(large).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
  await own.close();
});

describe('a job worker', () => {
  it('completes jobs with what the handler returns', async () => {
    await freshInstance();
    const worker = new JobWorker(client, {
      type: 'work',
      autoComplete: true,
      handler: async (job) => ({ seen: job.variables }),
    });
    const result = await client.createProcessInstanceWithResult({
      bpmnProcessId: 'order',
      variables: { a: 1 },
    });
    await worker.close();
    expect(JSON.parse(result.variables)).toEqual({ a: 1, seen: '{"a":1}' });
  });

  it('fails a job whose handler throws, with one retry less', async () => {
    await freshInstance();
    const attempts: number[] = [];
    let worker: JobWorker | undefined;
    await new Promise<void>((resolve) => {
      worker = new JobWorker(client, {
        type: 'work',
        autoComplete: true,
        handler: async (job) => {
          attempts.push(job.retries);
          if (job.retries === 1) resolve();
          else throw new Error('not yet');
        },
      });
    });
    await worker?.close();
    expect(attempts).toEqual([3, 2, 1]);
  });

  it('never has more jobs than it may, and finishes those when it is closed', async () => {
    await freshInstance();
    for (let count = 0; count < 9; count++) await client.createProcessInstance({ bpmnProcessId: 'order' });
    let running = 0;
    let most = 0;
    const done: ActivatedJob[] = [];
    let enough: () => void = () => undefined;
    const sixDone = new Promise<void>((resolve) => (enough = resolve));
    const worker = new JobWorker(client, {
      type: 'work',
      maxJobsActive: 3,
      concurrency: 2,
      autoComplete: true,
      handler: async (job) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        done.push(job);
        if (done.length === 6) enough();
      },
    });
    await sixDone;
    await worker.close();
    expect(most).toBe(2);
    expect(running).toBe(0);
    expect(new Set(done.map(({ key }) => key)).size).toBe(done.length);
  });
});
