// Workers that the client offers: polling and streaming.
import { GrevyClient } from '@grevy/client';
import { expect } from 'vitest';
import type { Outcome, Worker, WorkerSettings } from '../client.js';
import { chargeProcess } from '../models/charge-process.js';
import type { Scene } from './scene.js';
import type { SuiteTests } from './suite-tests.js';

export function workerTests(tests: SuiteTests): void {
  tests.it('a worker completes jobs', {}, async (scene) => {
    const type = await scene.deployed(chargeProcess);
    const worker = await scene.client.openWorker(workerOf(type, { complete: { receipt: 'R-7' } }));
    const instances = await startedTimes(scene, type, 12);
    for (const instance of instances) {
      await scene.ended(instance, 'ELEMENT_COMPLETED');
      await scene.variable(instance, 'receipt', '"R-7"');
    }
    await worker.close();
  });

  tests.it('a worker fails jobs', { features: ['worker retries'] }, async (scene) => {
    const type = await scene.deployed(chargeProcess);
    const outcome = { fail: { retries: 0, errorMessage: 'no money' } };
    const worker = await scene.client.openWorker(workerOf(type, outcome));
    const instance = await scene.started(type);
    expect((await scene.incident(instance)).value).toMatchObject({
      errorType: 'JOB_NO_RETRIES',
      errorMessage: 'no money',
    });
    await worker.close();
  });

  tests.it('a worker throws business errors', { features: ['worker errors'] }, async (scene) => {
    const type = await scene.deployed(chargeProcess);
    const outcome = { throwError: { errorCode: 'DECLINED', errorMessage: 'card refused' } };
    const worker = await scene.client.openWorker(workerOf(type, outcome));
    const instance = await scene.started(type);
    await scene.ended(instance, 'ELEMENT_COMPLETED');
    await scene.variable(instance, 'outcome', '"refused"');
    await worker.close();
  });

  tests.it('a handler that breaks fails its job', { features: ['worker exceptions'] }, async (scene) => {
    const type = await scene.deployed(chargeProcess);
    const worker = await scene.client.openWorker(workerOf(type, { exception: 'printer on fire' }));
    const instance = await scene.started(type);
    const { value } = await scene.record(
      'JOB',
      'FAILED',
      (record) => record.value['processInstanceKey'] === instance,
    );
    expect(value).toMatchObject({
      retries: 2,
      errorMessage: expect.stringContaining('printer on fire') as string,
    });
    await worker.close();
  });

  tests.it('a closed worker takes no more jobs', {}, async (scene) => {
    const type = await scene.deployed(chargeProcess);
    const worker = await scene.client.openWorker(workerOf(type, { complete: {} }));
    await scene.ended(await scene.started(type), 'ELEMENT_COMPLETED');
    await worker.close();
    const instance = await scene.started(type);
    expect(await scene.job(type)).toMatchObject({ processInstanceKey: instance });
  });

  tests.it(
    'workers share a job type with those of another client: no job is done twice',
    {},
    async (scene) => {
      const type = await scene.deployed(chargeProcess);
      const other = new GrevyClient({ address: scene.address, environment: {} });
      const done: string[] = [];
      other.openWorker({
        type,
        stream: true,
        maxJobsActive: 2,
        autoComplete: true,
        handler: async ({ key }) => void done.push(key),
      });
      const names = ['ada', 'bob', 'cleo'];
      const workers = await Promise.all(
        names.map((name) => scene.client.openWorker({ ...workerOf(type, { complete: {} }), name })),
      );
      const instances = await startedTimes(scene, type, 40);
      for (const instance of instances) await scene.ended(instance, 'ELEMENT_COMPLETED');
      await Promise.all([other.close(), ...workers.map((worker) => worker.close())]);

      const completed = (await scene.records())
        .filter(({ valueType, intent }) => valueType === 'JOB' && intent === 'COMPLETED')
        .filter(({ value }) => value['type'] === type);
      expect(completed).toHaveLength(40);
      expect(new Set(done).size, 'the other client has each job once').toBe(done.length);
    },
  );

  tests.it('a streaming worker is pushed jobs', { features: ['streams'] }, async (scene) => {
    const type = await scene.deployed(chargeProcess);
    const worker = await openStream(scene, workerOf(type, { complete: { receipt: 'R-8' } }, true));
    const instances = await startedTimes(scene, type, 12);
    for (const instance of instances) await scene.ended(instance, 'ELEMENT_COMPLETED');
    await worker.close();
  });

  tests.it(
    'a streaming worker takes jobs that were there before',
    { features: ['streams and polls'] },
    async (scene) => {
      const type = await scene.deployed(chargeProcess);
      const before = await startedTimes(scene, type, 2);
      const worker = await scene.client.openWorker(workerOf(type, { complete: {} }, true));
      const after = await startedTimes(scene, type, 2);
      for (const instance of [...before, ...after]) await scene.ended(instance, 'ELEMENT_COMPLETED');
      await worker.close();
    },
  );

  tests.it('a streaming worker is pushed jobs that come back', { features: ['streams'] }, async (scene) => {
    const job = await scene.jobOf(chargeProcess);
    const worker = await openStream(scene, workerOf(String(job['type']), { complete: {} }, true));
    await scene.plainly('FailJob', { jobKey: job.key, retries: 2, errorMessage: 'given back' });
    await scene.ended(job.processInstanceKey, 'ELEMENT_COMPLETED');
    await worker.close();
  });
}

function workerOf(type: string, outcome: Outcome, stream = false): WorkerSettings {
  return { type, name: 'ada', outcome, stream, timeoutMs: 60_000 };
}

/** Opens a streaming worker and waits for the first job that it completes. */
async function openStream(scene: Scene, settings: WorkerSettings): Promise<Worker> {
  const worker = await scene.client.openWorker(settings);
  const completion = scene.record('JOB', 'COMPLETED', ({ value }) => value['type'] === settings.type);
  await scene.startedUntil(settings.type, {}, completion);
  return worker;
}

async function startedTimes(scene: Scene, bpmnProcessId: string, count: number): Promise<readonly string[]> {
  const instances: string[] = [];
  while (instances.length < count) instances.push(await scene.started(bpmnProcessId));
  return instances;
}
