// What the wait states do with a server, and what its records show.
import { GatewayCalls } from '../support/gateway-calls.js';
import { recordOf, recordsIn, type JsonRecord } from '../support/record-file.js';

export interface ActivatedJob {
  readonly key: string;
  readonly elementId: string;
}

export class Scene {
  readonly #calls: GatewayCalls;

  constructor(
    address: string,
    /** One for each partition. */
    private readonly recordsFiles: readonly string[],
  ) {
    this.#calls = new GatewayCalls(address);
  }

  close(): void {
    this.#calls.close();
  }

  async deploy(files: readonly { readonly name: string; readonly xml: string }[]): Promise<void> {
    const resources = files.map(({ name, xml }) => ({ name, content: Buffer.from(xml) }));
    await this.#calls.call('DeployResource', { resources });
  }

  /** The key of the process instance. */
  async create(bpmnProcessId: string, variables: object = {}): Promise<string> {
    const created = await this.#calls.callOnceDeployed('CreateProcessInstance', {
      bpmnProcessId,
      version: -1,
      variables: JSON.stringify(variables),
    });
    return String(created['processInstanceKey']);
  }

  /** Activates jobs, waiting for the first one. */
  async activate(type: string, timeoutMs = 3_600_000): Promise<readonly ActivatedJob[]> {
    const answers = await this.#calls.collect('ActivateJobs', {
      type,
      worker: 'restart',
      timeout: timeoutMs,
      maxJobsToActivate: 10,
      requestTimeout: 20_000,
    });
    return answers.flatMap((answer) => answer['jobs'] as readonly ActivatedJob[]);
  }

  /** Activates this many jobs: the first answer may come before the others exist. */
  async activateCount(type: string, count: number): Promise<readonly ActivatedJob[]> {
    const jobs: ActivatedJob[] = [];
    while (jobs.length < count) {
      const more = await this.activate(type);
      if (more.length === 0) throw new Error(`Expected ${count} jobs of type ${type}, got ${jobs.length}`);
      jobs.push(...more);
    }
    return jobs;
  }

  async complete(job: ActivatedJob | undefined, variables: object = {}): Promise<void> {
    if (job === undefined) throw new Error('Expected a job');
    await this.#calls.call('CompleteJob', { jobKey: job.key, variables: JSON.stringify(variables) });
  }

  async completeAll(type: string): Promise<void> {
    for (const job of await this.activate(type)) await this.complete(job);
  }

  async fail(job: ActivatedJob | undefined, retries: number, retryBackOff = 0): Promise<void> {
    if (job === undefined) throw new Error('Expected a job');
    await this.#calls.call('FailJob', { jobKey: job.key, retries, retryBackOff });
  }

  async giveRetries(jobKey: string): Promise<void> {
    await this.#calls.call('UpdateJobRetries', { jobKey, retries: 1 });
  }

  async setVariables(elementInstanceKey: string, variables: object): Promise<void> {
    const request = { elementInstanceKey, variables: JSON.stringify(variables), local: false };
    await this.#calls.call('SetVariables', request);
  }

  async resolve(incident: JsonRecord): Promise<void> {
    await this.#calls.call('ResolveIncident', { incidentKey: incident.key });
  }

  async publish(name: string, correlationKey: string, timeToLive = 3_600_000): Promise<void> {
    await this.#calls.call('PublishMessage', { name, correlationKey, timeToLive, variables: '{}' });
  }

  async broadcast(signalName: string): Promise<void> {
    await this.#calls.call('BroadcastSignal', { signalName, variables: '{}' });
  }

  /** The first event of this kind in a process instance, waiting for it. */
  async event(valueType: string, intent: string, processInstanceKey: string): Promise<JsonRecord> {
    return await recordOf(this.recordsFiles, isEventOf(valueType, intent, processInstanceKey));
  }

  /** All events of this kind in a process instance so far. */
  async events(
    valueType: string,
    intent: string,
    processInstanceKey: string,
  ): Promise<readonly JsonRecord[]> {
    const records = await Promise.all(this.recordsFiles.map(recordsIn));
    return records.flat().filter(isEventOf(valueType, intent, processInstanceKey));
  }

  /** The process instance that the first, second… message of this name has started, waiting for it. */
  async startedBy(messageName: string, count: number): Promise<string> {
    let seen = 0;
    const isCorrelation = ({ valueType, intent, value }: JsonRecord) =>
      valueType === 'MESSAGE_START_EVENT_SUBSCRIPTION' &&
      intent === 'CORRELATED' &&
      value['messageName'] === messageName;
    const started = new Map<string, number>();
    const record = await recordOf(this.recordsFiles, (candidate) => {
      if (!isCorrelation(candidate)) return false;
      const key = String(candidate.value['processInstanceKey']);
      if (!started.has(key)) started.set(key, (seen += 1));
      return started.get(key) === count;
    });
    return String(record.value['processInstanceKey']);
  }

  /** Resolves when the process instance has completed. */
  async completed(processInstanceKey: string): Promise<void> {
    await recordOf(
      this.recordsFiles,
      ({ valueType, intent, key }) =>
        valueType === 'PROCESS_INSTANCE' && intent === 'ELEMENT_COMPLETED' && key === processInstanceKey,
    );
  }
}

function isEventOf(valueType: string, intent: string, processInstanceKey: string) {
  return (record: JsonRecord): boolean =>
    record.recordType === 'EVENT' &&
    record.valueType === valueType &&
    record.intent === intent &&
    record.value['processInstanceKey'] === processInstanceKey;
}
