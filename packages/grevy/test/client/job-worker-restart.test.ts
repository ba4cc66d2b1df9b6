// Workers of @grevy/client whose server is killed and started again: they go on by themselves, and nothing is done twice.
import { GrevyClient, type JobSource } from '@grevy/client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordsIn } from '../support/record-file.js';
import { ServerProcess } from '../support/server-process.js';
import { eventually } from './eventually.js';
import { deployWork, startWork } from './work-process.js';

const JOBS_PER_ROUND = 20;

let folder: string;
let server: ServerProcess;
let client: GrevyClient;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'grevy-worker-'));
  server = await ServerProcess.start(settings());
  client = new GrevyClient({ address: server.address, environment: {} });
});
afterEach(async () => {
  await client.close({ deadlineMs: 1_000 });
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function settings(): { readonly dataDirectory: string; readonly recordsFile: string } {
  return { dataDirectory: join(folder, 'data'), recordsFile: join(folder, 'records.jsonl') };
}

async function killAndRestart(): Promise<void> {
  const { port } = server.gateway;
  await server.kill();
  server = await ServerProcess.start({ ...settings(), port });
}

async function completedJobs(): Promise<readonly string[]> {
  return (await recordsIn(settings().recordsFile))
    .filter(({ valueType, intent }) => valueType === 'JOB' && intent === 'COMPLETED')
    .map(({ key }) => key);
}

it.each([{ stream: true }, { stream: false }])(
  'all jobs get done, none twice, over two kills (stream: $stream)',
  async ({ stream }) => {
    await deployWork(client, 'work');
    let streamsOpened = 0;
    const worker = client.openWorker({
      type: 'work',
      stream,
      maxJobsActive: 8,
      // Jobs that were on their way when the server died come again after this.
      timeoutMs: 3_000,
      autoComplete: true,
      metrics: { streamOpened: () => streamsOpened++ },
      handler: () => new Promise((resolve) => setTimeout(resolve, 20)),
    });
    for (let round = 1; round <= 3; round++) {
      await startWork(client, 'work', JOBS_PER_ROUND);
      if (round < 3) await killAndRestart();
    }
    await eventually('all jobs are done', async () => (await completedJobs()).length >= 3 * JOBS_PER_ROUND);
    await worker.close();
    const completed = await completedJobs();
    expect(new Set(completed).size).toBe(3 * JOBS_PER_ROUND);
    expect(completed).toHaveLength(3 * JOBS_PER_ROUND);
    if (stream) expect(streamsOpened).toBeGreaterThanOrEqual(3);
  },
  60_000,
);

it('a worker is pushed jobs again after its server came back', async () => {
  await deployWork(client, 'work');
  const sources: JobSource[] = [];
  client.openWorker({
    type: 'work',
    stream: true,
    autoComplete: true,
    metrics: { jobsActivated: (_, source) => sources.push(source) },
    handler: async () => undefined,
  });
  await killAndRestart();
  await eventually('a job was pushed', async () => {
    await client.createProcessInstanceWithResult({ bpmnProcessId: 'work' });
    return sources.includes('stream');
  });
});

it('a report waits for the server to come back', async () => {
  await deployWork(client, 'work');
  await startWork(client, 'work', 1);
  const errors: unknown[] = [];
  let killed: Promise<void> | undefined;
  client.openWorker({
    type: 'work',
    autoComplete: true,
    onError: (error, job) => {
      if (job !== undefined) errors.push(error);
    },
    handler: async () => {
      const { port } = server.gateway;
      await server.kill();
      killed = ServerProcess.start({ ...settings(), port }).then((started) => {
        server = started;
      });
    },
  });
  await eventually('the job is done', async () => (await completedJobs()).length === 1);
  await killed;
  expect(errors).toEqual([]);
});
