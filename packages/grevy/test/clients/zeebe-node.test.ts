// zeebe-node 8.3.2, unmodified.
import { ZBClient } from 'zeebe-node';
import type { Client, ClientDefinition, Message, Worker, WorkerSettings } from './client.js';
import { JavaScriptClient, oneByOne, settle } from './javascript-client.js';
import { clientSuite } from './suite/client-suite.js';

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

function openWorker(
  client: ZBClient,
  { type, name, timeoutMs, outcome, batches }: WorkerSettings & { readonly batches?: boolean },
): Worker {
  const shared = { taskType: type, id: name, timeout: timeoutMs, loglevel: 'NONE' } as const;
  const worker =
    batches === true
      ? client.createBatchWorker({
          ...shared,
          jobBatchMinSize: 2,
          jobBatchMaxTime: 2,
          taskHandler: (jobs) => jobs.map((job) => settle(job, outcome)) as never,
        })
      : client.createWorker({ ...shared, taskHandler: (job) => settle(job, outcome) });
  return { close: async () => void (await worker.close()) };
}

clientSuite(zeebeNode);
