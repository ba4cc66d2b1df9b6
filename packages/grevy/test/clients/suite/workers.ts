// Workers that the client offers: polling and streaming.
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
