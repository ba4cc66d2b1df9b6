// zeebe-node 8.3.2, unmodified.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZBClient } from 'zeebe-node';
import type { ClientDefinition } from './client.js';
import { chargeProcess } from './models/charge-process.js';
import { clientSuite } from './suite/client-suite.js';
import { Scene } from './suite/scene.js';
import { zeebeNodeClient } from './zeebe-node-client.js';

const zeebeNode: ClientDefinition = {
  name: 'zeebe-node 8.3.2',
  rpcs: [
    'Topology',
    'DeployResource',
    'DeployProcess',
    'CreateProcessInstance',
    'CreateProcessInstanceWithResult',
    'CancelProcessInstance',
    'ModifyProcessInstance',
    'SetVariables',
    'ActivateJobs',
    'CompleteJob',
    'FailJob',
    'ThrowError',
    'UpdateJobRetries',
    'ResolveIncident',
    'PublishMessage',
    'BroadcastSignal',
    'EvaluateDecision',
  ],
  features: [
    'decision keys',
    'start instructions',
    'tenants',
    'forms',
    'large requests',
    'backoff',
    'worker errors',
    'worker retries',
    'worker exceptions',
  ],
  open: (address, retries) => Promise.resolve(zeebeNodeClient(address, { retry: retries })),
};

clientSuite(zeebeNode);

describe('what only zeebe-node has', () => {
  let scene: Scene;
  let client: ZBClient;
  beforeAll(async () => {
    scene = await Scene.open({
      ...zeebeNode,
      open: (address) => {
        client = new ZBClient(address, { useTLS: false, loglevel: 'NONE', retry: false });
        return zeebeNode.open(address, false);
      },
    });
  });
  afterAll(async () => {
    await client.close();
    await scene.close();
  });

  it('a worker that takes jobs in batches', async () => {
    const type = await scene.deployed(chargeProcess);
    const batches: number[] = [];
    const worker = client.createBatchWorker({
      taskType: type,
      jobBatchMinSize: 3,
      jobBatchMaxTime: 60,
      loglevel: 'NONE',
      taskHandler: (jobs) => {
        batches.push(jobs.length);
        return jobs.map((job) => job.complete({ receipt: 'R-3' }));
      },
    });
    const instances = [await scene.started(type), await scene.started(type), await scene.started(type)];
    for (const instance of instances) await scene.ended(instance, 'ELEMENT_COMPLETED');
    expect(batches).toEqual([3]);
    await worker.close();
  });

  it('a worker that forwards a job, which another call completes', async () => {
    const type = await scene.deployed(chargeProcess);
    const worker = client.createWorker({
      taskType: type,
      loglevel: 'NONE',
      taskHandler: async (job) => {
        await client.completeJob({ jobKey: job.key, variables: { receipt: 'R-4' } });
        return job.forward();
      },
    });
    await scene.ended(await scene.started(type), 'ELEMENT_COMPLETED');
    await worker.close();
  });

  it('a worker that cancels the instance of its job', async () => {
    const type = await scene.deployed(chargeProcess);
    const worker = client.createWorker({
      taskType: type,
      loglevel: 'NONE',
      taskHandler: async (job) => {
        await job.cancelWorkflow();
        // Cancelling alone leaves the job on the worker's account for ever.
        return job.forward();
      },
    });
    await scene.ended(await scene.started(type), 'ELEMENT_TERMINATED');
    await worker.close();
  });
});
