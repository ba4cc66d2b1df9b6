// Drives one engine as a partition does, without a log on disk: commands get positions, batches are processed one after
// the other, time moves only when a test says so.
import {
  DEFAULT_TENANT_ID,
  EMPTY_DOCUMENT,
  NO_KEY,
  VALUE_TYPES,
  type AnyRecord,
  type CommandIntentOf,
  type InputOf,
  type Key,
  type ValueType,
} from '@grevy/protocol';
import {
  DEFAULT_LIMITS,
  dueJobBackoffs,
  dueJobTimeouts,
  dueTimers,
  Engine,
  EngineState,
  expiredMessages,
  NO_JOB_STREAMS,
  type DueCommand,
  type EngineEnvironment,
  type EngineLimits,
  type EngineResponse,
  type PostCommitTask,
} from '../../src/index.js';

/** 2024-05-01T12:00:00Z: when every test begins. */
export const START_TIME = 1_714_564_800_000;

/** Pause between two looks for expired messages, as in a broker. */
const MESSAGE_EXPIRY_PERIOD_MS = 60_000;

/** A command that one partition sends to another. */
export type SentCommand = Extract<PostCommitTask, { kind: 'send-command' }>['command'];

export interface EngineDriverOptions {
  readonly partitionId?: number;
  readonly limits?: Partial<EngineLimits>;
  readonly environment?: Partial<EngineEnvironment>;
  /** Called for every record as it is written. */
  readonly onRecord?: (record: AnyRecord) => void;
  /** Called for every command that a partition shall process, another one or this one. */
  readonly onSend?: (command: SentCommand) => void;
}

export class EngineDriver {
  readonly records: AnyRecord[] = [];
  readonly responses: EngineResponse[] = [];
  readonly postCommitTasks: PostCommitTask[] = [];
  now = START_TIME;
  #lastRequestId = 0;
  /** Commands that wait while processing is paused, with the requests behind them. */
  #paused: (readonly [AnyRecord, number])[] | undefined;

  #engine: Engine;

  constructor(private readonly options: EngineDriverOptions = {}) {
    this.#engine = this.#newEngine();
  }

  get engine(): Engine {
    return this.#engine;
  }

  get state(): EngineState {
    return this.engine.state;
  }

  /** Goes on with an engine that knows only what is in the log. */
  restart(): void {
    this.#engine = this.#newEngine();
    for (const record of this.records) this.#engine.replay(record);
  }

  #newEngine(): Engine {
    const { partitionId = 1, limits, environment } = this.options;
    return new Engine(new EngineState(partitionId), {
      partitionId,
      partitionCount: 1,
      brokerVersion: '8.3.13',
      limits: { ...DEFAULT_LIMITS, ...limits },
      jobStreams: NO_JOB_STREAMS,
      zone: 'UTC',
      random: () => 0.5,
      ...environment,
    });
  }

  /** Sends a client's command and processes until nothing waits; returns the answer, if there was one. */
  send<V extends ValueType>(
    valueType: V,
    intent: CommandIntentOf<V>,
    key: Key,
    value: InputOf<V>,
    authorizedTenants: readonly string[] = [DEFAULT_TENANT_ID],
  ): EngineResponse | undefined {
    const schema = VALUE_TYPES[valueType].value as { create(input: InputOf<V>): AnyRecord['value'] };
    const command = { valueType, intent, key, value: schema.create(value) } as DueCommand;
    this.#lastRequestId += 1;
    const requestId = this.#lastRequestId;
    const record = this.#log(command, authorizedTenants);
    if (this.#paused === undefined)
      this.#process([record], (command) => (command === record ? requestId : undefined));
    else this.#paused.push([record, requestId]);
    return this.responses.find((response) => response.requestId === requestId);
  }

  /** From now on commands are only written, as when clients are faster than the partition. */
  pause(): void {
    this.#paused ??= [];
  }

  /** Processes what was written meanwhile: every command in a batch of its own, then what they have caused. */
  resume(): void {
    const commands = this.#paused ?? [];
    this.#paused = undefined;
    const requestIds = new Map(commands);
    this.#process(
      commands.map(([command]) => command),
      (command) => requestIds.get(command),
    );
  }

  /** Processes commands that nobody waits for: of another partition, or repeated by a check. */
  receive(commands: readonly DueCommand[]): void {
    this.#process(commands.map((command) => this.#log(command, [DEFAULT_TENANT_ID])));
  }

  /** Moves the clock and lets the scheduled checks write what has become due. */
  advance(milliseconds: number): void {
    const expiryLooksBefore = this.#expiryLooks;
    this.now += milliseconds;
    const checks = [dueJobTimeouts, dueJobBackoffs, dueTimers];
    if (this.#expiryLooks > expiryLooksBefore) checks.push(expiredMessages);
    for (const check of checks) {
      this.receive(check(this.state, this.now, Number.MAX_SAFE_INTEGER, () => false).commands);
    }
  }

  /** How often a broker that started with the test would have looked for expired messages by now. */
  get #expiryLooks(): number {
    return Math.floor((this.now - START_TIME) / MESSAGE_EXPIRY_PERIOD_MS);
  }

  deploy(resources: readonly { readonly resourceName: string; readonly resource: Uint8Array }[]) {
    return this.send('DEPLOYMENT', 'CREATE', NO_KEY, { resources });
  }

  create(bpmnProcessId: string, variables: string = EMPTY_DOCUMENT) {
    return this.send('PROCESS_INSTANCE_CREATION', 'CREATE', NO_KEY, {
      bpmnProcessId,
      variables: variables as typeof EMPTY_DOCUMENT,
    });
  }

  /** Processes log commands in order, each as a batch of its own, with the unprocessed follow-ups behind them. */
  #process(
    commands: readonly AnyRecord[],
    requestIdOf: (command: AnyRecord) => number | undefined = () => undefined,
  ): void {
    const queue = [...commands];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const result = this.engine.process(next, this.records.length + 1, this.now, requestIdOf(next));
      for (const record of result.records) this.#write(record);
      this.responses.push(...result.responses);
      this.postCommitTasks.push(...result.postCommitTasks);
      for (const task of result.postCommitTasks) {
        if (task.kind === 'send-command') this.options.onSend?.(task.command);
      }
      queue.push(
        ...result.records.filter((record) => record.recordType === 'COMMAND' && !record.processedInBatch),
      );
    }
  }

  #log(command: DueCommand, authorizedTenants: readonly string[]): AnyRecord {
    const record = {
      position: this.records.length + 1,
      sourceRecordPosition: -1,
      timestamp: this.now,
      recordType: 'COMMAND',
      rejectionType: 'NULL_VAL',
      rejectionReason: '',
      brokerVersion: '8.3.13',
      partitionId: this.engine.environment.partitionId,
      authorizedTenants,
      recordVersion: 1,
      processedInBatch: false,
      operationReference: undefined,
      ...command,
    } as AnyRecord;
    this.#write(record);
    return record;
  }

  #write(record: AnyRecord): void {
    this.records.push(record);
    this.options.onRecord?.(record);
  }
}
