// @camunda8/sdk over gRPC, of any version since 8.6: requests compressed with gzip, workers that poll or stream.
import type { Camunda8 } from '@camunda8/sdk';
import type { Client, ClientDefinition, Message, Worker, WorkerSettings } from './client.js';
import { JavaScriptClient, settle } from './javascript-client.js';

export type GrpcClient = ReturnType<Camunda8['getZeebeGrpcApiClient']>;
type Request<Method extends keyof GrpcClient> = GrpcClient[Method] extends (request: infer R) => unknown
  ? R
  : never;

export interface SdkVersion {
  readonly version: string;
  readonly Sdk: typeof Camunda8;
  /** The settings that name the gateway. */
  addressSettings(address: string): SdkSettings;
  /** Whether streaming workers poll as well and can be closed, which came after 8.6. */
  readonly streamingWorkersPoll: boolean;
}

export type SdkSettings = NonNullable<ConstructorParameters<typeof Camunda8>[0]>;

export function camunda8Sdk(sdk: SdkVersion): ClientDefinition {
  return {
    name: `@camunda8/sdk ${sdk.version}`,
    rpcs: [
      'Topology',
      'DeployResource',
      'DeleteResource',
      'CreateProcessInstance',
      'CreateProcessInstanceWithResult',
      'CancelProcessInstance',
      'ModifyProcessInstance',
      'MigrateProcessInstance',
      'SetVariables',
      'ActivateJobs',
      'CompleteJob',
      'FailJob',
      'ThrowError',
      'UpdateJobRetries',
      'UpdateJobTimeout',
      'ResolveIncident',
      'PublishMessage',
      'BroadcastSignal',
      'EvaluateDecision',
    ],
    features: [
      'activation ends',
      'decision keys',
      'start instructions',
      'tenants',
      'forms',
      'large requests',
      'gzip',
      'backoff',
      'fail variables',
      'worker errors',
      'worker retries',
      'worker exceptions',
      'streams',
      ...(sdk.streamingWorkersPoll ? (['streams and polls'] as const) : []),
    ],
    open: (address, retries) =>
      Promise.resolve(camunda8SdkClient(sdk, sdk.addressSettings(address), retries)),
  };
}

/** @param settings beside those that every test has: where the gateway is, and who calls */
export function newGrpcClient({ Sdk }: SdkVersion, settings: SdkSettings, retries: boolean): GrpcClient {
  return new Sdk({
    CAMUNDA_OAUTH_DISABLED: true,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: {
      ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
      ZEEBE_GRPC_CLIENT_RETRY: retries,
    },
    ...settings,
  }).getZeebeGrpcApiClient();
}

/** @param settings as for `newGrpcClient` */
export function camunda8SdkClient(sdk: SdkVersion, settings: SdkSettings, retries: boolean): Client {
  const client = newGrpcClient(sdk, settings, retries);
  const calls = {
    Topology: () => client.topology(),
    DeployResource: ({ resources: [first, ...others] }: { readonly resources: readonly [Resource] }) =>
      others.length === 0
        ? deployOne(client, first)
        : client.deployResources([first, ...others].map(contentOf)),
    DeleteResource: (request: Request<'deleteResource'>) => client.deleteResource(request),
    CreateProcessInstance: (request: Request<'createProcessInstance'>) =>
      client.createProcessInstance(request),
    CreateProcessInstanceWithResult: ({ request, ...rest }: { readonly request: Message }) =>
      client.createProcessInstanceWithResult({ ...request, ...rest } as never),
    CancelProcessInstance: ({ processInstanceKey }: { readonly processInstanceKey: string }) =>
      client.cancelProcessInstance(processInstanceKey),
    ModifyProcessInstance: (request: Request<'modifyProcessInstance'>) =>
      client.modifyProcessInstance(request),
    MigrateProcessInstance: (request: Request<'migrateProcessInstance'>) =>
      client.migrateProcessInstance(request),
    SetVariables: (request: Request<'setVariables'>) => client.setVariables(request),
    ActivateJobs: async (request: Request<'activateJobs'>) => ({ jobs: await client.activateJobs(request) }),
    CompleteJob: (request: Request<'completeJob'>) => client.completeJob(request),
    FailJob: (request: Request<'failJob'>) => client.failJob(request),
    ThrowError: (request: Request<'throwError'>) => client.throwError(request),
    UpdateJobRetries: (request: Request<'updateJobRetries'>) => client.updateJobRetries(request),
    UpdateJobTimeout: (request: Request<'updateJobTimeout'>) => client.updateJobTimeout(request),
    ResolveIncident: (request: Request<'resolveIncident'>) => client.resolveIncident(request),
    PublishMessage: ({ correlationKey, ...message }: Request<'publishMessage'>) =>
      correlationKey === ''
        ? client.publishStartMessage(message as never)
        : client.publishMessage({ ...message, correlationKey }),
    BroadcastSignal: (request: Request<'broadcastSignal'>) => client.broadcastSignal(request),
    EvaluateDecision: (request: Request<'evaluateDecision'>) => client.evaluateDecision(request),
  };
  return new JavaScriptClient(
    calls,
    (worker) => openWorker(client, worker, sdk.streamingWorkersPoll),
    async () => void (await client.close()),
  );
}

interface Resource {
  readonly name: string;
  readonly content: string;
}

/** The client has an overload for each kind of resource, and none for any. */
function deployOne(client: GrpcClient, { name, content }: Resource) {
  const bytes = Buffer.from(content);
  if (name.endsWith('.dmn')) return client.deployResource({ name, decision: bytes });
  if (name.endsWith('.form')) return client.deployResource({ name, form: bytes });
  return client.deployResource({ name, process: bytes });
}

function contentOf({ name, content }: Resource): Parameters<GrpcClient['deployResources']>[0][number] {
  const bytes = Buffer.from(content);
  if (name.endsWith('.dmn')) return { name, decision: bytes };
  if (name.endsWith('.form')) return { name, form: bytes };
  return { name, process: bytes };
}

async function openWorker(
  client: GrpcClient,
  { type, name, timeoutMs, outcome, stream }: WorkerSettings,
  streamsCanBeClosed: boolean,
): Promise<Worker> {
  if (stream) {
    const opened = await client.streamJobs({
      type,
      worker: name,
      timeout: timeoutMs,
      tenantIds: ['<default>'],
      // What 8.8 has for a stream that has ended; 8.6 does not look at it.
      pollInterval: 2_000,
      taskHandler: (job) => settle(job, outcome),
    });
    // 8.6 takes its error listener off a stream before it cancels it, so that closing ends the whole process.
    return { close: () => Promise.resolve(streamsCanBeClosed ? opened.close() : undefined) };
  }
  const worker = client.createWorker({
    taskType: type,
    id: name,
    timeout: timeoutMs,
    taskHandler: (job) => settle(job, outcome),
  });
  return { close: async () => void (await worker.close()) };
}
