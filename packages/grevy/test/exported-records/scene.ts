// A day of a server with two partitions that makes it write every value type there is. Each step waits for the last
// record of the one before, so that the records and their keys are the same each time.
import { ManagementCalls } from '../operations/management-calls.js';
import { startServer } from '../running-server.js';
import { GatewayCalls } from '../support/gateway-calls.js';
import { recordOf, type JsonRecord } from '../support/record-file.js';
import { RESOURCES } from './models.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Plays the scene. @param records one file per partition, with `{partition}` in the name */
export async function play(dataDirectory: string, records: string): Promise<void> {
  const server = await startServer(['--data', dataDirectory, '--records', records], {
    ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: '2',
    ZEEBE_CLOCK_CONTROLLED: 'true',
    MANAGEMENT_ENDPOINT_BANNING_ENABLED: 'true',
  });
  const scene = new Scene(server.address, server.managementAddress, records);
  try {
    await scene.deploys();
    await scene.worksOnAnOrder();
    await scene.takesMessagesTimersAndSignals();
    await scene.decidesAndRefuses();
    await scene.clearsUp();
  } finally {
    scene.close();
    await server.stop();
  }
}

class Scene {
  readonly #calls: GatewayCalls;
  readonly #management: ManagementCalls;

  constructor(
    address: string,
    managementAddress: string,
    private readonly records: string,
  ) {
    this.#calls = new GatewayCalls(address);
    this.#management = new ManagementCalls(managementAddress);
  }

  close(): void {
    this.#calls.close();
  }

  async deploys(): Promise<void> {
    const resources = Object.entries(RESOURCES).map(([name, text]) => ({ name, content: Buffer.from(text) }));
    await this.#calls.call('DeployResource', { resources });
    await this.#written('COMMAND_DISTRIBUTION', 'FINISHED');
  }

  async worksOnAnOrder(): Promise<void> {
    const order = await this.#createsOrder();
    const job = await this.#activatesJob();
    await this.#calls.call('FailJob', {
      jobKey: job,
      retries: 2,
      retryBackOff: MINUTE_MS,
      errorMessage: 'busy',
      variables: '{"tries":1}',
    });
    await this.#passes(2 * MINUTE_MS);
    await this.#written('JOB', 'RECURRED_AFTER_BACKOFF');
    await this.#activatesJob();
    await this.#passes(2 * MINUTE_MS);
    await this.#written('JOB', 'TIMED_OUT');
    await this.#calls.call('FailJob', { jobKey: job, retries: 0 });
    const incidentKey = (await this.#written('INCIDENT', 'CREATED')).key;
    await this.#refused('ResolveIncident', { incidentKey });
    await this.#calls.call('UpdateJobRetries', { jobKey: job, retries: 1 });
    await this.#calls.call('ResolveIncident', { incidentKey });
    await this.#calls.call('SetVariables', {
      elementInstanceKey: order,
      variables: '{"total":12.50,"note":"Größe 😀"}',
    });
    await this.#calls.call('ThrowError', { jobKey: job, errorCode: 'BROKE', variables: '{"left":0}' });
    const charge = await this.#written('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', { elementId: 'charge' });
    await this.#calls.call('ModifyProcessInstance', {
      processInstanceKey: order,
      activateInstructions: [
        { elementId: 'charge', variableInstructions: [{ variables: '{"again":true}', scopeId: 'charge' }] },
      ],
      terminateInstructions: [{ elementInstanceKey: charge.key }],
    });
    const again = await this.#written('VARIABLE', 'CREATED', { name: 'again' });
    const elementInstanceKey = String(again.value['scopeKey']);
    await this.#written('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { elementInstanceKey });
    await this.#calls.call('CompleteJob', { jobKey: await this.#activatesJob(), variables: '{"paid":true}' });
    await this.#written('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETED', { elementInstanceKey });
  }

  async takesMessagesTimersAndSignals(): Promise<void> {
    await this.#createsOrder();
    const payment = { name: 'payment', correlationKey: 'a', messageId: 'p1', timeToLive: MINUTE_MS };
    await this.#calls.call('PublishMessage', { ...payment, variables: '{"ok":true}' });
    await this.#written('MESSAGE_SUBSCRIPTION', 'CORRELATED');
    await this.#refused('PublishMessage', payment);
    await this.#calls.call('PublishMessage', { name: 'ask', correlationKey: 'b', variables: '{"n":1}' });
    await this.#passes(2 * MINUTE_MS);
    await this.#written('MESSAGE_BATCH', 'EXPIRE');
    await this.#passes(HOUR_MS);
    await this.#written('TIMER', 'TRIGGERED');
    const processInstanceKey = await this.#createsOrder();
    await this.#calls.call('BroadcastSignal', { signalName: 'alarm', variables: '{"level":3}' });
    await this.#written('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETED', { processInstanceKey });
    await this.#written('COMMAND_DISTRIBUTION', 'FINISHED', { valueType: 'SIGNAL' });
  }

  async decidesAndRefuses(): Promise<void> {
    const evaluation = { decisionId: 'discount', variables: '{"total":500}' };
    await this.#calls.call('EvaluateDecision', evaluation);
    await this.#calls.call('EvaluateDecision', evaluation);
    await this.#refused('EvaluateDecision', {});
    await this.#refused('CreateProcessInstance', {});
    await this.#refused('CompleteJob', { jobKey: '2251799813999999' });
  }

  async clearsUp(): Promise<void> {
    const cancelled = await this.#createsOrder();
    await this.#calls.call('CancelProcessInstance', { processInstanceKey: cancelled });
    await this.#written('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETED', { processInstanceKey: cancelled });
    const banned = await this.#createsOrder();
    await this.#management.post(`/actuator/banning/${banned}`);
    await this.#written('ERROR', 'CREATED');
    for (const valueType of ['DECISION_REQUIREMENTS', 'PROCESS']) {
      const { key: resourceKey } = await this.#written(valueType, 'CREATED');
      await this.#calls.call('DeleteResource', { resourceKey });
      const { key } = await this.#written('RESOURCE_DELETION', 'DELETED', { resourceKey });
      await this.#written('COMMAND_DISTRIBUTION', 'FINISHED', { key });
    }
  }

  /** Starts an order on the next partition, and waits until it waits for its message. */
  async #createsOrder(): Promise<string> {
    const created = await this.#calls.call('CreateProcessInstance', {
      bpmnProcessId: 'order',
      version: -1,
      variables: '{"order":"a","total":500}',
    });
    const processInstanceKey = String(created['processInstanceKey']);
    await this.#written('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { processInstanceKey });
    return processInstanceKey;
  }

  async #activatesJob(): Promise<string> {
    const request = { type: 'charge', worker: 'w1', timeout: MINUTE_MS, maxJobsToActivate: 1 };
    const [response] = await this.#calls.collect('ActivateJobs', request);
    return String((response?.['jobs'] as readonly { readonly key: string }[])[0]?.key);
  }

  async #passes(offsetMilli: number): Promise<void> {
    await this.#management.post('/actuator/clock/add', { offsetMilli });
  }

  async #refused(method: string, request: Readonly<Record<string, unknown>>): Promise<void> {
    const refused = await this.#calls.call(method, request).then(
      () => false,
      () => true,
    );
    if (!refused) throw new Error(`${method} was not refused`);
  }

  /** Waits for the first such record of any partition, with these keys and fields. */
  #written(
    valueType: string,
    intent: string,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<JsonRecord> {
    const files = ['1', '2'].map((partition) => this.records.replace('{partition}', partition));
    return recordOf(
      files,
      ({ key, value, ...record }) =>
        record.valueType === valueType &&
        record.intent === intent &&
        Object.entries(fields).every(([name, expected]) => ({ ...value, key })[name] === expected),
    );
  }
}
