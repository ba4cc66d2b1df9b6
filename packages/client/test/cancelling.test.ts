import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GrevyClient, type CallOptions } from '../src/index.js';
import { ScriptedGateway } from './scripted-gateway.js';

type Call = (client: GrevyClient, options: CallOptions) => Promise<unknown>;

/** Every method that makes a unary call, by the name of its call. */
const CALLS = {
  Topology: (client, options) => client.topology(options),
  DeployResource: (client, options) => client.deployResource({ resources: [] }, options),
  DeployProcess: (client, options) => client.call('DeployProcess', { processes: [] }, options),
  DeleteResource: (client, options) => client.deleteResource({ resourceKey: 1 }, options),
  CreateProcessInstance: (client, options) => client.createProcessInstance({ bpmnProcessId: 'p' }, options),
  CreateProcessInstanceWithResult: (client, options) =>
    client.createProcessInstanceWithResult({ bpmnProcessId: 'p' }, options),
  CancelProcessInstance: (client, options) =>
    client.cancelProcessInstance({ processInstanceKey: 1 }, options),
  ModifyProcessInstance: (client, options) =>
    client.modifyProcessInstance({ processInstanceKey: 1 }, options),
  MigrateProcessInstance: (client, options) =>
    client.migrateProcessInstance({ processInstanceKey: 1 }, options),
  SetVariables: (client, options) => client.setVariables({ elementInstanceKey: 1 }, options),
  CompleteJob: (client, options) => client.completeJob({ jobKey: 1 }, options),
  FailJob: (client, options) => client.failJob({ jobKey: 1, retries: 1 }, options),
  ThrowError: (client, options) => client.throwError({ jobKey: 1, errorCode: 'e' }, options),
  UpdateJobRetries: (client, options) => client.updateJobRetries({ jobKey: 1, retries: 1 }, options),
  UpdateJobTimeout: (client, options) => client.updateJobTimeout({ jobKey: 1, timeout: 1 }, options),
  ResolveIncident: (client, options) => client.resolveIncident({ incidentKey: 1 }, options),
  PublishMessage: (client, options) => client.publishMessage({ name: 'm' }, options),
  BroadcastSignal: (client, options) => client.broadcastSignal({ signalName: 's' }, options),
  EvaluateDecision: (client, options) => client.evaluateDecision({ decisionId: 'd' }, options),
} satisfies Readonly<Record<string, Call>>;

type Name = keyof typeof CALLS;
const NAMES = Object.keys(CALLS) as readonly Name[];

let gateway: ScriptedGateway;
let client: GrevyClient;
beforeAll(async () => {
  gateway = await ScriptedGateway.start(...NAMES);
  client = new GrevyClient({ address: gateway.address, environment: {} });
});
afterAll(async () => {
  await client.close();
  gateway.stop();
});

it('any number of calls may have one signal', async () => {
  const warnings: Error[] = [];
  const warned = (warning: Error): number => warnings.push(warning);
  process.on('warning', warned);
  const { signal } = new AbortController();
  const workers = Array.from({ length: 20 }, () =>
    client.openWorker({ type: 'work', signal, handler: () => Promise.resolve() }),
  );
  await Promise.all(Array.from({ length: 20 }, () => client.topology({ signal })));
  for (const worker of workers) await worker.close();
  process.off('warning', warned);
  expect(warnings).toEqual([]);
});

describe.each(NAMES)('%s', (name) => {
  const call: Call = CALLS[name];
  const reason = new Error('changed my mind');

  it('is not made when its signal is aborted already', async () => {
    const before = gateway.calls.length;
    await expect(call(client, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(gateway.calls).toHaveLength(before);
  });

  it('ends when its signal is aborted while it waits for the answer', async () => {
    const before = gateway.calls.length;
    gateway.answers('NO_ANSWER');
    const abort = new AbortController();
    const ended = expect(call(client, { signal: abort.signal })).rejects.toBe(reason);
    while (gateway.calls.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort(reason);
    await ended;
    expect(gateway.calls.slice(before)).toEqual([name]);
  });
});
