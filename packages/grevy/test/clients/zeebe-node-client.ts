// zeebe-node as the suite sees it: its methods under the names of the protocol.
import { ZBClient } from 'zeebe-node';
import type { Client, Message, Worker, WorkerSettings } from './client.js';
import { JavaScriptClient, oneByOne, settle } from './javascript-client.js';

export type ZeebeNodeOptions = NonNullable<ConstructorParameters<typeof ZBClient>[1]>;

type Request<Method extends (request: never) => unknown> = Parameters<Method>[0];

/** @param options beside those that every test has */
export function zeebeNodeClient(address: string, options: ZeebeNodeOptions): Client {
  const client = new ZBClient(address, { useTLS: false, loglevel: 'NONE', ...options });
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
