/**
 * A client of the gateway: one method per call of the protocol.
 *
 * Requests and answers have the names of the protocol (gateway.proto). Beside that, variables may be objects, the
 * tenant of the settings is filled in, and calls that wait at the gateway get time to do so.
 */
import { resolveSettings, type ClientOptions, type ClientSettings } from './client-settings.js';
import { GatewayChannel, type CallOptions } from './gateway-channel.js';
import type { Tracing } from './instrumentation.js';
import {
  parsedObject,
  variablesText,
  type JsonMapper,
  type JsonObject,
  type Variables,
} from './json-mapper.js';
import { WAITING_CALL_GRACE_MS } from './limits.js';
import type * as messages from '@grevy/protocol/gateway-messages/client';
import type { JobGateway } from './worker/job-gateway.js';
import type { JobWorkerOptions } from './worker/job-worker-options.js';
import { JobWorker, type CloseOptions } from './worker/job-worker.js';

/** A request whose variables may be an object. */
export type WithVariables<R extends { readonly variables?: string }> = Omit<R, 'variables'> & {
  readonly variables?: Variables;
};

type Answer<N extends keyof messages.UnaryCalls> = Promise<messages.UnaryCalls[N]['response']>;

/**
 * @example
 * const client = new GrevyClient({ address: 'localhost:26500' });
 * await client.deployResource({ resources: [{ name: 'order.bpmn', content: await readFile('order.bpmn') }] });
 * await client.createProcessInstance({ bpmnProcessId: 'order', variables: { total: 5 } });
 * await client.close();
 */
export class GrevyClient implements JobGateway {
  readonly settings: ClientSettings;
  readonly #channel: GatewayChannel;
  readonly #workers = new Set<JobWorker>();
  #isClosing = false;

  /** Nothing is connected before the first call. */
  constructor(options: ClientOptions = {}) {
    this.settings = resolveSettings(options);
    this.#channel = new GatewayChannel(this.settings);
  }

  get jsonMapper(): JsonMapper {
    return this.settings.jsonMapper;
  }

  get tracing(): Tracing {
    return this.settings.tracing;
  }

  /**
   * The variables, or headers, of an answer. Integers beyond 2^53 are bigints, unless the JSON mapper differs.
   * @throws SyntaxError or TypeError for a text that is no JSON object
   */
  parseVariables(text: string): JsonObject {
    return parsedObject(text, this.jsonMapper);
  }

  /**
   * Any unary call, with the request as the protocol has it.
   * @throws GatewayError when the gateway refuses or cannot be reached
   */
  call<N extends keyof messages.UnaryCalls>(
    name: N,
    request: messages.UnaryCalls[N]['request'],
    options?: CallOptions,
  ): Answer<N> {
    return this.#channel.unary(name, request, options);
  }

  topology(options?: CallOptions): Answer<'Topology'> {
    return this.call('Topology', {}, options);
  }

  deployResource(request: messages.DeployResourceRequest, options?: CallOptions): Answer<'DeployResource'> {
    return this.call('DeployResource', { ...this.#tenant(), ...request }, options);
  }

  createProcessInstance(
    request: WithVariables<messages.CreateProcessInstanceRequest>,
    options?: CallOptions,
  ): Answer<'CreateProcessInstance'> {
    return this.call('CreateProcessInstance', this.#creation(request), options);
  }

  /**
   * Answers when the process instance is completed.
   * @param request `requestTimeout`: how long the gateway waits, in ms
   */
  createProcessInstanceWithResult(
    request: WithVariables<messages.CreateProcessInstanceRequest> & {
      readonly requestTimeout?: number;
      readonly fetchVariables?: readonly string[];
    },
    options?: CallOptions,
  ): Answer<'CreateProcessInstanceWithResult'> {
    const { requestTimeout = this.settings.requestTimeoutMs, fetchVariables = [], ...creation } = request;
    return this.call(
      'CreateProcessInstanceWithResult',
      { request: this.#creation(creation), requestTimeout, fetchVariables },
      { timeoutMs: requestTimeout + WAITING_CALL_GRACE_MS, ...options },
    );
  }

  cancelProcessInstance(
    request: messages.CancelProcessInstanceRequest,
    options?: CallOptions,
  ): Answer<'CancelProcessInstance'> {
    return this.call('CancelProcessInstance', request, options);
  }

  modifyProcessInstance(
    request: messages.ModifyProcessInstanceRequest,
    options?: CallOptions,
  ): Answer<'ModifyProcessInstance'> {
    return this.call('ModifyProcessInstance', request, options);
  }

  migrateProcessInstance(
    request: messages.MigrateProcessInstanceRequest,
    options?: CallOptions,
  ): Answer<'MigrateProcessInstance'> {
    return this.call('MigrateProcessInstance', request, options);
  }

  /** Each answer holds the jobs of one partition; there is none if no job came in time. */
  activateJobs(
    request: messages.ActivateJobsRequest & { readonly requestTimeout?: number },
    options?: CallOptions,
  ): AsyncGenerator<messages.ActivateJobsResponse, void, undefined> {
    const { requestTimeout = this.settings.requestTimeoutMs } = request;
    return this.#channel.stream(
      'ActivateJobs',
      { ...this.#tenants(), ...request, requestTimeout },
      { timeoutMs: Math.max(requestTimeout, 0) + WAITING_CALL_GRACE_MS, ...options },
    );
  }

  /** Jobs as they come, until the loop is left. */
  streamActivatedJobs(
    request: messages.StreamActivatedJobsRequest,
    options?: CallOptions,
  ): AsyncGenerator<messages.ActivatedJob, void, undefined> {
    return this.#channel.stream('StreamActivatedJobs', { ...this.#tenants(), ...request }, options);
  }

  completeJob(
    request: WithVariables<messages.CompleteJobRequest>,
    options?: CallOptions,
  ): Answer<'CompleteJob'> {
    return this.call('CompleteJob', this.#withText(request), options);
  }

  failJob(request: WithVariables<messages.FailJobRequest>, options?: CallOptions): Answer<'FailJob'> {
    return this.call('FailJob', this.#withText(request), options);
  }

  throwError(
    request: WithVariables<messages.ThrowErrorRequest>,
    options?: CallOptions,
  ): Answer<'ThrowError'> {
    return this.call('ThrowError', this.#withText(request), options);
  }

  updateJobRetries(
    request: messages.UpdateJobRetriesRequest,
    options?: CallOptions,
  ): Answer<'UpdateJobRetries'> {
    return this.call('UpdateJobRetries', request, options);
  }

  updateJobTimeout(
    request: messages.UpdateJobTimeoutRequest,
    options?: CallOptions,
  ): Answer<'UpdateJobTimeout'> {
    return this.call('UpdateJobTimeout', request, options);
  }

  setVariables(
    request: WithVariables<messages.SetVariablesRequest>,
    options?: CallOptions,
  ): Answer<'SetVariables'> {
    return this.call('SetVariables', this.#withText(request), options);
  }

  resolveIncident(
    request: messages.ResolveIncidentRequest,
    options?: CallOptions,
  ): Answer<'ResolveIncident'> {
    return this.call('ResolveIncident', request, options);
  }

  publishMessage(
    request: WithVariables<messages.PublishMessageRequest>,
    options?: CallOptions,
  ): Answer<'PublishMessage'> {
    const timeToLive: messages.Int64Input = request.timeToLive ?? this.settings.messageTimeToLiveMs;
    return this.call(
      'PublishMessage',
      { ...this.#tenant(), ...this.#withText(request), timeToLive },
      options,
    );
  }

  broadcastSignal(
    request: WithVariables<messages.BroadcastSignalRequest>,
    options?: CallOptions,
  ): Answer<'BroadcastSignal'> {
    return this.call('BroadcastSignal', { ...this.#tenant(), ...this.#withText(request) }, options);
  }

  evaluateDecision(
    request: WithVariables<messages.EvaluateDecisionRequest>,
    options?: CallOptions,
  ): Answer<'EvaluateDecision'> {
    return this.call('EvaluateDecision', { ...this.#tenant(), ...this.#withText(request) }, options);
  }

  deleteResource(request: messages.DeleteResourceRequest, options?: CallOptions): Answer<'DeleteResource'> {
    return this.call('DeleteResource', request, options);
  }

  /**
   * Starts a worker; it runs until it or the client is closed.
   * @throws RangeError for a number that makes no sense, Error once the client is closed
   */
  openWorker(options: JobWorkerOptions): JobWorker {
    if (this.#isClosing) throw new Error('Expected the client to be open, but it is closed');
    const defaults = Object.entries(this.settings.workerDefaults).filter(([, value]) => value !== undefined);
    const worker = new JobWorker(this, { ...Object.fromEntries(defaults), ...options });
    this.#workers.add(worker);
    void worker.closed.then(() => this.#workers.delete(worker));
    return worker;
  }

  /**
   * Closes the workers, which finish the jobs that they have, then the connection. Calls that are under way get their
   * answers; later ones are refused with CANCELLED.
   * @returns the jobs that were not finished by the deadline
   */
  async close(options?: CloseOptions): Promise<readonly messages.ActivatedJob[]> {
    this.#isClosing = true;
    const unfinished = await Promise.all([...this.#workers].map((worker) => worker.close(options)));
    this.#channel.close();
    return unfinished.flat();
  }

  #creation(
    request: WithVariables<messages.CreateProcessInstanceRequest>,
  ): messages.CreateProcessInstanceRequest {
    return { version: -1, ...this.#tenant(), ...this.#withText(request) };
  }

  #withText<R extends { readonly variables?: Variables }>(request: R): R & { readonly variables: string } {
    return { ...request, variables: variablesText(request.variables, this.jsonMapper) };
  }

  #tenant(): { readonly tenantId?: string } {
    const { tenantId } = this.settings;
    return tenantId === undefined ? {} : { tenantId };
  }

  #tenants(): { readonly tenantIds?: readonly string[] } {
    const { tenantId } = this.settings;
    return tenantId === undefined ? {} : { tenantIds: [tenantId] };
  }
}
