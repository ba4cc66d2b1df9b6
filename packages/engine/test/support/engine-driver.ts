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

export interface EngineDriverOptions {
  readonly partitionId?: number;
  readonly limits?: Partial<EngineLimits>;
  readonly environment?: Partial<EngineEnvironment>;
  /** Called for every record as it is written. */
  readonly onRecord?: (record: AnyRecord) => void;
  /** Called for every command that another partition shall process. */
  readonly onSend?: (command: SentCommand) => void;
}

/** A command that one partition sends to another. */
export type SentCommand = Extract<PostCommitTask, { kind: 'send-command' }>['command'];

export class EngineDriver {
  readonly records: AnyRecord[] = [];
  readonly responses: EngineResponse[] = [];
  readonly postCommitTasks: PostCommitTask[] = [];
  readonly engine: Engine;
  now = START_TIME;
  #lastRequestId = 0;

  constructor(private readonly options: EngineDriverOptions = {}) {
    const partitionId = options.partitionId ?? 1;
    this.engine = new Engine(new EngineState(partitionId), {
      partitionId,
      partitionCount: 1,
      brokerVersion: '8.3.13',
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      jobStreams: NO_JOB_STREAMS,
      feelRuntimeAt: (nowMs) => ({ nowMs, zone: 'UTC', random: () => 0.5 }),
      ...options.environment,
    });
  }

  get state(): EngineState {
    return this.engine.state;
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
    this.#process([this.#log(command, authorizedTenants)], requestId);
    return this.responses.find((response) => response.requestId === requestId);
  }

  /** Processes commands that nobody waits for: of another partition, or repeated by a check. */
  receive(commands: readonly DueCommand[]): void {
    this.#process(commands.map((command) => this.#log(command, [DEFAULT_TENANT_ID])), undefined);
  }

  /** Moves the clock and lets the scheduled checks write what has become due. */
  advance(milliseconds: number): void {
    const previousExpiryLook = Math.floor((this.now - START_TIME) / MESSAGE_EXPIRY_PERIOD_MS);
    this.now += milliseconds;
    const expiryLook = Math.floor((this.now - START_TIME) / MESSAGE_EXPIRY_PERIOD_MS);
    const checks = [dueJobTimeouts, dueJobBackoffs, dueTimers];
    if (expiryLook > previousExpiryLook) checks.push(expiredMessages);
    for (const check of checks) {
      const due = check(this.state, this.now, Number.MAX_SAFE_INTEGER, () => false);
      this.receive(due.commands);
    }
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
  #process(commands: readonly AnyRecord[], requestId: number | undefined): void {
    const queue = [...commands];
    for (let next = queue.shift(), request = requestId; next !== undefined; next = queue.shift(), request = undefined) {
      const result = this.engine.process(next, this.records.length + 1, this.now, request);
      for (const record of result.records) this.#write(record);
      this.responses.push(...result.responses);
      this.postCommitTasks.push(...result.postCommitTasks);
      for (const task of result.postCommitTasks) if (task.kind === 'send-command') this.options.onSend?.(task.command);
      queue.push(...result.records.filter((record) => record.recordType === 'COMMAND' && !record.processedInBatch));
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
