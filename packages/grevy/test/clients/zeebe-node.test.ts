// zeebe-node 8.3.2, unmodified.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZBClient } from 'zeebe-node';
import type { Client, ClientDefinition, Message, Worker, WorkerSettings } from './client.js';
import { JavaScriptClient, oneByOne, settle } from './javascript-client.js';
import { chargeProcess } from './models/charge-process.js';
import { clientSuite } from './suite/client-suite.js';
import { Scene } from './suite/scene.js';

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
  open: (address, retries) => Promise.resolve(open(address, retries)),
};

type Request<Method extends (request: never) => unknown> = Parameters<Method>[0];

function open(address: string, retries: boolean): Client {
  const client = new ZBClient(address, { useTLS: false, loglevel: 'NONE', retry: retries });
  const calls = {
    Topology: () => client.topology(),
    DeployResource: ({ resources }: { readonly resources: readonly Resource[] }) =>
      oneByOne(resources, (resource) => deploy(client, resource)),
    DeployProcess: ({ processes: [process] }: { readonly processes: readonly [Process] }) =>
      client.deployProcess({ name: process.name, definition: Buffer.from(process.definition) }),
    CreateProcessInstance: (request: Request<ZBClient['createProcessInstance']>) =>
      client.createProcessInstance(request),
    CreateProcessInstanceWithResult: ({ request, ...rest }: { readonly request: Message }) =>
      client.createProcessInstanceWithResult({ ...request, ...rest } as never),
    CancelProcessInstance: ({ processInstanceKey }: { readonly processInstanceKey: string }) =>
      client.cancelProcessInstance(processInstanceKey),
    ModifyProcessInstance: (request: Request<ZBClient['modifyProcessInstance']>) =>
      // The client writes into its request.
      client.modifyProcessInstance(structuredClone(request)),
    SetVariables: (request: Request<ZBClient['setVariables']>) => client.setVariables(request),
    ActivateJobs: async (request: Request<ZBClient['activateJobs']>) => ({
      jobs: await client.activateJobs(request),
    }),
    CompleteJob: (request: Request<ZBClient['completeJob']>) => client.completeJob(request),
    FailJob: (request: Request<ZBClient['failJob']>) => client.failJob(request),
    ThrowError: (request: Request<ZBClient['throwError']>) => client.throwError(request),
    UpdateJobRetries: (request: Request<ZBClient['updateJobRetries']>) => client.updateJobRetries(request),
    ResolveIncident: (request: Request<ZBClient['resolveIncident']>) => client.resolveIncident(request),
    PublishMessage: ({ correlationKey, ...message }: Request<ZBClient['publishMessage']>) =>
      correlationKey === ''
        ? client.publishStartMessage(message as never)
        : client.publishMessage({ ...message, correlationKey }),
    BroadcastSignal: (request: Request<ZBClient['broadcastSignal']>) => client.broadcastSignal(request),
    EvaluateDecision: (request: Request<ZBClient['evaluateDecision']>) => client.evaluateDecision(request),
  };
  return new JavaScriptClient(
    calls,
    (settings) => Promise.resolve(openWorker(client, settings)),
    async () => void (await client.close()),
  );
}

interface Resource {
  readonly name: string;
  readonly content: string;
}

interface Process {
  readonly name: string;
  readonly definition: string;
}

function deploy(
  client: ZBClient,
  { name, content }: Resource,
): Promise<{ readonly deployments: readonly unknown[] }> {
  const bytes = Buffer.from(content);
  if (name.endsWith('.dmn')) return client.deployResource({ name, decision: bytes });
  if (name.endsWith('.form')) return client.deployResource({ name, form: bytes });
  return client.deployResource({ name, process: bytes });
}

function openWorker(client: ZBClient, { type, name, timeoutMs, outcome }: WorkerSettings): Worker {
  const worker = client.createWorker({
    taskType: type,
    id: name,
    timeout: timeoutMs,
    loglevel: 'NONE',
    taskHandler: (job) => settle(job, outcome),
  });
  return { close: async () => void (await worker.close()) };
}

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
