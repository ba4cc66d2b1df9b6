// `grevy create ID`: starts a process instance, and waits for its result if asked to.
import type { GrevyClient } from '@grevy/client';
import { UsageFailure } from '../cli/failure.js';
import { GREVY_CLIENT, withClient, type GatewayOptions } from '../cli/gateway-options.js';
import { jsonObjectArgument } from '../cli/json-argument.js';
import { isInteger, keyArgument } from '../cli/key-argument.js';
import { ProgressLine } from '../cli/progress-line.js';
import { printResult, type OutputOptions } from '../cli/output.js';

export interface CreateOptions extends OutputOptions {
  /** JSON, `@FILE` or `-`. */
  readonly variables?: string;
  readonly version?: string;
  readonly withResult?: boolean;
  /** Names of the variables of the result, separated by commas. */
  readonly fetchVariables?: string;
}

/** @param process id of the process, or the key of one of its versions */
export async function create(
  process: string,
  gateway: GatewayOptions,
  options: CreateOptions,
): Promise<void> {
  const variables = await jsonObjectArgument(options.variables ?? '{}', '--variables');
  const version = versionOf(options.version);
  if (isInteger(process) && options.version !== undefined) {
    throw new UsageFailure('--version goes with the id of a process; a key names one version already');
  }
  if (options.fetchVariables !== undefined && options.withResult !== true) {
    throw new UsageFailure('--fetch-variables needs --with-result: without it nobody waits for variables');
  }
  const request = isInteger(process)
    ? { processDefinitionKey: keyArgument(process), variables }
    : { bpmnProcessId: process, version, variables };
  await withClient(gateway, GREVY_CLIENT, (client) =>
    options.withResult === true
      ? createWithResult(client, request, options)
      : createOnly(client, request, options),
  );
}

type CreateRequest = Parameters<GrevyClient['createProcessInstance']>[0];

async function createOnly(
  client: GrevyClient,
  request: CreateRequest,
  options: CreateOptions,
): Promise<void> {
  const instance = await client.createProcessInstance(request);
  const { processInstanceKey, bpmnProcessId, version } = instance;
  printResult(options, `${processInstanceKey} (${bpmnProcessId}, version ${version})`, instance);
}

async function createWithResult(
  client: GrevyClient,
  request: CreateRequest,
  options: CreateOptions,
): Promise<void> {
  const names = (options.fetchVariables ?? '').split(',').map((name) => name.trim());
  const progress = new ProgressLine(options.json !== true);
  const result = await progress.during(
    'Waiting for the result',
    client.createProcessInstanceWithResult({
      ...request,
      fetchVariables: names.filter((name) => name !== ''),
    }),
  );
  printResult(options, result.variables, result);
}

function versionOf(text: string | undefined): number {
  if (text === undefined) return -1;
  const version = Number(text);
  if (/^(-1|\d{1,9})$/.test(text)) return version;
  throw new UsageFailure(`--version needs a version number, or -1 for the latest, but got "${text}"`);
}
