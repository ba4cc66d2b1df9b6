// Job workers of @grevy/client against a real server: polls and streams together, leases, closing, hooks.
import { GrevyClient, type ActivatedJob, type JobOutcome, type JobSource } from '@grevy/client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordsIn } from '../support/record-file.js';
import { ServerProcess } from '../support/server-process.js';
import { Gate, eventually } from './eventually.js';
import { deployWork, startWork } from './work-process.js';

const folder = mkdtempSync(join(tmpdir(), 'grevy-worker-'));
const recordsFile = join(folder, 'records.jsonl');
let server: ServerProcess;
let client: GrevyClient;

beforeAll(async () => {
  server = await ServerProcess.start({ recordsFile });
  client = new GrevyClient({ address: server.address, environment: {} });
});
afterAll(async () => {
  await client.close({ deadlineMs: 1_000 });
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function countOf(intent: string, type: string): Promise<number> {
  const records = await recordsIn(recordsFile);
  return records.filter(
    (record) => record.valueType === 'JOB' && record.intent === intent && record.value['type'] === type,
  ).length;
}

describe('a worker with a stream', () => {
  it('gets jobs from before it by polls, and new ones by the stream', async () => {
    await deployWork(client, 'both-ways');
    await startWork(client, 'both-ways', 5);
    const sources = new Map<JobSource, number>();
    const worker = client.openWorker({
      type: 'both-ways',
      stream: true,
      autoComplete: true,
      // Polls are rare once they found nothing, so what comes then comes from the stream.
      backoff: (previousMs) => Math.max(previousMs * 100, 50),
      metrics: {
        jobsActivated: (count, source) => sources.set(source, (sources.get(source) ?? 0) + count),
      },
      handler: async () => undefined,
    });
    await eventually('the old jobs are done', async () => (await countOf('COMPLETED', 'both-ways')) === 5);
    expect(sources.get('poll')).toBe(5);

    for (let number = 0; number < 20; number++) {
      await client.createProcessInstanceWithResult({ bpmnProcessId: 'both-ways' });
    }
    await worker.close();
    expect(sources.get('stream')).toBeGreaterThan(0);
    await eventually('all are done', async () => (await countOf('COMPLETED', 'both-ways')) === 25);
  });

  it('never has more jobs than it may, and handles each once', async () => {
    await deployWork(client, 'bounded');
    await startWork(client, 'bounded', 20);
    const handled: string[] = [];
    let mostActive = 0;
    let mostRunning = 0;
    let running = 0;
    const worker = client.openWorker({
      type: 'bounded',
      stream: true,
      maxJobsActive: 4,
      concurrency: 3,
      autoComplete: true,
      metrics: { jobsActive: (count) => (mostActive = Math.max(mostActive, count)) },
      handler: async ({ key }) => {
        mostRunning = Math.max(mostRunning, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
        handled.push(key);
      },
    });
    for (let round = 0; round < 8; round++) await startWork(client, 'bounded', 10);
    await eventually('all jobs are done', () => handled.length === 100);
    await worker.close();
    expect(mostActive).toBe(4);
    expect(mostRunning).toBe(3);
    expect(new Set(handled).size).toBe(100);
    expect(worker.jobsActive).toBe(0);
  });

  it('leaves jobs to another worker while it is full', async () => {
    await deployWork(client, 'shared');
    const slow = new Gate();
    const full = client.openWorker({
      type: 'shared',
      name: 'full',
      stream: true,
      maxJobsActive: 1,
      autoComplete: true,
      handler: () => slow.opened,
    });
    await startWork(client, 'shared', 1);
    await eventually('the worker is full', () => full.jobsActive === 1);
    let done = 0;
    const free = client.openWorker({
      type: 'shared',
      name: 'free',
      stream: true,
      autoComplete: true,
      handler: async () => void done++,
    });
    // Large enough that a few fill the connection of the worker that does not read.
    const ballast = 'x'.repeat(50_000);
    for (let number = 0; number < 30; number++) {
      await client.createProcessInstance({ bpmnProcessId: 'shared', variables: { ballast } });
    }
    await eventually('the free worker did most', () => done >= 20);
    slow.open();
    await eventually('all are done', async () => (await countOf('COMPLETED', 'shared')) === 31);
    await Promise.all([full.close(), free.close()]);
  });
});

describe('leases', () => {
  it('are renewed while a handler takes longer', async () => {
    await deployWork(client, 'long');
    let renewals = 0;
    const attempts: string[] = [];
    const worker = client.openWorker({
      type: 'long',
      timeoutMs: 4_000,
      renewLeaseForMs: 60_000,
      autoComplete: true,
      metrics: { leaseRenewed: () => renewals++ },
      handler: async ({ key }) => {
        attempts.push(key);
        await eventually('the lease was renewed three times', () => renewals >= 3);
      },
    });
    await client.createProcessInstanceWithResult({ bpmnProcessId: 'long', requestTimeout: 20_000 });
    await worker.close();
    expect(attempts).toHaveLength(1);
    await eventually('it is on record', async () => (await countOf('TIMEOUT_UPDATED', 'long')) >= 3);
    expect(await countOf('TIMED_OUT', 'long')).toBe(0);
  });

  it('end for a handler that hangs, after the time that the worker may keep a job', async () => {
    await deployWork(client, 'hanging');
    const hanging = new Gate();
    const worker = client.openWorker({
      type: 'hanging',
      timeoutMs: 1_000,
      renewLeaseForMs: 500,
      maxJobsActive: 1,
      autoComplete: true,
      handler: () => hanging.opened,
    });
    await startWork(client, 'hanging', 1);
    await eventually('the job is free again', async () => (await countOf('TIMED_OUT', 'hanging')) === 1);
    hanging.open();
    await worker.close();
  });

  it('that are lost tell the handler, whose result is not reported', async () => {
    await deployWork(client, 'lost');
    const outcomes: JobOutcome[] = [];
    const errors: unknown[] = [];
    const worker = client.openWorker({
      type: 'lost',
      timeoutMs: 3_000,
      renewLeaseForMs: 60_000,
      autoComplete: true,
      metrics: { jobsHandled: (_, outcome) => outcomes.push(outcome) },
      onError: (error) => errors.push(error),
      handler: async ({ processInstanceKey }, { signal }) => {
        await client.cancelProcessInstance({ processInstanceKey });
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    });
    await startWork(client, 'lost', 1);
    await eventually('the handler was told', () => outcomes.length === 1);
    await worker.close();
    expect(outcomes).toEqual(['lost']);
    expect(errors).toMatchObject([{ call: 'UpdateJobTimeout', code: 'NOT_FOUND' }]);
  });
});

describe('closing a worker', () => {
  it('waits for the handlers that run and the jobs that wait', async () => {
    await deployWork(client, 'closing');
    await startWork(client, 'closing', 4);
    const gate = new Gate();
    let begun = 0;
    const worker = client.openWorker({
      type: 'closing',
      stream: true,
      concurrency: 1,
      autoComplete: true,
      handler: () => (begun++, gate.opened),
    });
    await eventually('it has all jobs', () => worker.jobsActive === 4);
    expect(begun).toBe(1);
    const closed = worker.close();
    gate.open();
    expect(await closed).toEqual([]);
    await eventually('all are done', async () => (await countOf('COMPLETED', 'closing')) === 4);
  });

  it('gives up at its deadline: jobs that have not begun go to others at once, with all their retries', async () => {
    await deployWork(client, 'deadline');
    const instances = await startWork(client, 'deadline', 3);
    const told: unknown[] = [];
    const worker = client.openWorker({
      type: 'deadline',
      concurrency: 1,
      autoComplete: true,
      handler: (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => (told.push(signal.reason), resolve(undefined)));
        }),
    });
    await eventually('it has all jobs', () => worker.jobsActive === 3);
    const unfinished = await worker.close({ deadlineMs: 50 });
    await worker.closed;
    expect(unfinished.map(({ processInstanceKey }) => processInstanceKey).sort()).toEqual(
      [...instances].sort(),
    );
    expect(told).toMatchObject([{ message: 'The worker was closed, and the job not finished within 50 ms' }]);

    const again: ActivatedJob[] = [];
    for await (const { jobs } of client.activateJobs({
      type: 'deadline',
      worker: 'next',
      timeout: 60_000,
      maxJobsToActivate: 10,
      requestTimeout: -1,
    })) {
      again.push(...jobs);
    }
    expect(again.map(({ retries }) => retries)).toEqual([3, 3]);
  });

  it('happens when its signal is aborted, and when the client is closed', async () => {
    const abort = new AbortController();
    const bySignal = client.openWorker({
      type: 'none',
      stream: true,
      signal: abort.signal,
      handler: async () => undefined,
    });
    abort.abort();
    await bySignal.closed;
    const other = new GrevyClient({ address: server.address, environment: {} });
    const byClient = other.openWorker({ type: 'none', stream: true, handler: async () => undefined });
    expect(await other.close()).toEqual([]);
    await byClient.closed;
  });
});

describe('a handler', () => {
  it('sees variables exactly, in the form of its schema, and the headers of the task', async () => {
    await deployWork(client, 'typed');
    const seen: unknown[] = [];
    const worker = client.openWorker({
      type: 'typed',
      autoComplete: true,
      handler: async (_, context) => {
        const order = context.variablesAs(({ key, total }) => {
          if (typeof key !== 'bigint' || typeof total !== 'number') throw new TypeError('No order');
          return { key, total };
        });
        seen.push(order, context.customHeaders);
        return { next: order.key + 1n };
      },
    });
    const { variables } = await client.createProcessInstanceWithResult({
      bpmnProcessId: 'typed',
      variables: { key: 9007199254740993n, total: 12.5 },
    });
    await worker.close();
    expect(seen).toEqual([{ key: 9007199254740993n, total: 12.5 }, { channel: 'web' }]);
    expect(client.parseVariables(variables)).toEqual({
      key: 9007199254740993n,
      total: 12.5,
      next: 9007199254740994n,
    });
  });

  it('throws errors and fails jobs through its context, once', async () => {
    await deployWork(client, 'context');
    const outcomes: JobOutcome[] = [];
    const refused: unknown[] = [];
    const worker = client.openWorker({
      type: 'context',
      autoComplete: true,
      metrics: { jobsHandled: (_, outcome) => outcomes.push(outcome) },
      handler: async ({ retries }, context) => {
        if (retries === 3) return context.fail({ errorMessage: 'not yet', retries: 1 });
        await context.throwError({ errorCode: 'SOLD_OUT' });
        await context.complete().catch((error: unknown) => refused.push(error));
      },
    });
    await client.createProcessInstanceWithResult({ bpmnProcessId: 'context' });
    await worker.close();
    expect(outcomes).toEqual(['failed', 'errorThrown']);
    expect(refused).toMatchObject([
      { message: expect.stringContaining('cannot be completed: it is errorThrown already') as string },
    ]);
  });

  it('runs within the hook for jobs, and so do its calls', async () => {
    await deployWork(client, 'traced');
    const spans: string[] = [];
    const traced = new GrevyClient({
      address: server.address,
      environment: {},
      tracing: {
        aroundJob: async (job, run) => {
          spans.push(`begin ${job.type}`);
          try {
            return await run();
          } finally {
            spans.push(`end ${job.type}`);
          }
        },
        aroundCall: (info, run) => {
          spans.push(info.call);
          return run();
        },
      },
    });
    traced.openWorker({ type: 'traced', autoComplete: true, handler: async () => undefined });
    await client.createProcessInstanceWithResult({ bpmnProcessId: 'traced' });
    await traced.close();
    expect(spans).toEqual(['begin traced', 'CompleteJob', 'end traced']);
  });
});
