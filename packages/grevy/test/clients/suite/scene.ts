// What a test has at hand: a server of its own, the client under test, and plain gRPC for what the test needs done without
// that client.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayCalls } from '../../support/gateway-calls.js';
import { recordOf, recordsIn, type JsonRecord } from '../../support/record-file.js';
import { ServerProcess } from '../../support/server-process.js';
import type { Client, ClientDefinition, Message, Rpc } from '../client.js';
import { withJsonText, withObjects } from '../protocol-json.js';

export interface SceneJob extends Message {
  readonly key: string;
  readonly elementInstanceKey: string;
  readonly processInstanceKey: string;
}

export class Scene {
  private names = 0;

  private constructor(
    private readonly directory: string,
    private server: ServerProcess,
    private gateway: GatewayCalls,
    readonly client: Client,
  ) {}

  static async open(definition: ClientDefinition, retries = false): Promise<Scene> {
    const directory = mkdtempSync(join(tmpdir(), 'grevy-client-'));
    const server = await ServerProcess.start(settingsOf(directory));
    const client = await definition.open(server.address, retries);
    return new Scene(directory, server, new GatewayCalls(server.address), client);
  }

  /** `host:port` of the gateway. */
  get address(): string {
    return this.server.address;
  }

  /** Ends the server first: a client must bear that, and streams that it cannot end by itself end with it. */
  async close(): Promise<void> {
    this.gateway.close();
    await this.server.stop();
    await this.client.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Ends the server, by SIGKILL or as an operator does, and starts it again at the same address. */
  async restart(end: 'kill' | 'stop'): Promise<void> {
    const { port } = this.server.gateway;
    this.gateway.close();
    await this.server[end]();
    this.server = await ServerProcess.start({ ...settingsOf(this.directory), port });
    this.gateway = new GatewayCalls(this.server.address);
  }

  /** Calls by the client under test. */
  call(rpc: Rpc, request: Message): Promise<Message> {
    return this.client.call(rpc, request);
  }

  /** Calls by plain gRPC. */
  async plainly(rpc: Rpc, request: Message): Promise<Message> {
    return withObjects(await this.gateway.call(rpc, withJsonText(request)));
  }

  /** A name that no other test has. */
  name(word: string): string {
    this.names += 1;
    return `${word}-${this.names}`;
  }

  /** Deploys a process under a new name, which is its process id, and returns that. */
  async deployed(model: (id: string) => string, word = 'process'): Promise<string> {
    const id = this.name(word);
    await this.deploy(`${id}.bpmn`, model(id));
    return id;
  }

  deploy(name: string, content: string): Promise<Message> {
    return this.plainly('DeployResource', { resources: [{ name, content: Buffer.from(content) }] });
  }

  /** Starts an instance and returns its key. */
  async started(bpmnProcessId: string, variables: Message = {}): Promise<string> {
    const created = await this.plainly('CreateProcessInstance', { bpmnProcessId, version: -1, variables });
    return String(created['processInstanceKey']);
  }

  /** Starts instances until something has happened: a stream takes the jobs that come after it was opened. */
  async startedUntil(bpmnProcessId: string, variables: Message, event: Promise<unknown>): Promise<void> {
    let happened = false;
    const settle = (): void => void (happened = true);
    event.then(settle, settle);
    while (!happened) {
      await this.started(bpmnProcessId, variables);
      await Promise.race([event, new Promise((resolve) => setTimeout(resolve, 200))]);
    }
  }

  /** Takes a job of that type, waiting up to 10 s for one. */
  async job(type: string): Promise<SceneJob> {
    const request = { type, worker: 'scene', timeout: 300_000, maxJobsToActivate: 1, requestTimeout: 10_000 };
    const responses = await this.gateway.collect('ActivateJobs', request);
    const [job] = responses.flatMap((response) => withObjects(response)['jobs'] as SceneJob[]);
    if (job === undefined) throw new Error(`There is no job of type '${type}'`);
    return job;
  }

  /** Deploys the model, starts an instance and takes its job, whose type is the process id. */
  async jobOf(model: (id: string) => string, variables: Message = {}): Promise<SceneJob> {
    const type = await this.deployed(model);
    await this.started(type, variables);
    return this.job(type);
  }

  /** The first such record, waiting until it is written. */
  record(
    valueType: string,
    intent: string,
    matches: (record: JsonRecord) => boolean = () => true,
  ): Promise<JsonRecord> {
    return recordOf(
      recordsFileOf(this.directory),
      (record) => record.valueType === valueType && record.intent === intent && matches(record),
    );
  }

  /** All records so far. */
  records(): Promise<readonly JsonRecord[]> {
    return recordsIn(recordsFileOf(this.directory));
  }

  /** The end of a process instance: completed or terminated. */
  async ended(processInstanceKey: string, intent: 'ELEMENT_COMPLETED' | 'ELEMENT_TERMINATED'): Promise<void> {
    await this.record('PROCESS_INSTANCE', intent, ({ key }) => key === processInstanceKey);
  }

  /** The incident of a process instance. */
  incident(processInstanceKey: string): Promise<JsonRecord> {
    return this.record(
      'INCIDENT',
      'CREATED',
      ({ value }) => value['processInstanceKey'] === processInstanceKey,
    );
  }

  /** Waits until the variable of that scope has the value, given as JSON text. */
  async variable(scopeKey: string, name: string, json: string): Promise<void> {
    const is = ({ value }: JsonRecord): boolean =>
      value['scopeKey'] === scopeKey && value['name'] === name && value['value'] === json;
    await recordOf(recordsFileOf(this.directory), (record) => record.valueType === 'VARIABLE' && is(record));
  }
}

function recordsFileOf(directory: string): string {
  return join(directory, 'records.jsonl');
}

function settingsOf(directory: string): { dataDirectory: string; recordsFile: string } {
  return { dataDirectory: join(directory, 'data'), recordsFile: recordsFileOf(directory) };
}
