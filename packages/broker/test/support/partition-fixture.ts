// A partition over a log that a test controls, and the commands that tests send it.
import { DEFAULT_LIMITS, NO_JOB_STREAMS, type EngineLimits } from '@grevy/engine';
import { MemoryLog, type AppendRequest, type LogBatch, type LogStore } from '@grevy/log';
import {
  BatchReader,
  decodeRecord,
  DEFAULT_TENANT_ID,
  EMPTY_DOCUMENT,
  NO_KEY,
  VALUE_TYPES,
  type AnyRecord,
  type CommandIntentOf,
  type CommandOutcome,
  type CommandRequest,
  type InputOf,
  type Key,
  type ValueType,
} from '@grevy/protocol';
import type { CheckpointStore } from '@grevy/store';
import type { CheckSettings } from '../../src/partition/check-settings.js';
import { Partition } from '../../src/partition/partition.js';
import { ManualClock } from './manual-clock.js';

export const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:process id="order" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:serviceTask id="charge">
      <bpmn:extensionElements><zeebe:taskDefinition type="charge" /></bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="charge" />
    <bpmn:sequenceFlow id="f2" sourceRef="charge" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>`;

/** A log whose appends wait until a test lets them go, or fails them. */
export class HeldLog implements LogStore {
  readonly #inner: LogStore;
  #held: { readonly confirm: () => void; readonly fail: (error: Error) => void }[] | undefined;

  constructor(inner: LogStore = new MemoryLog(1)) {
    this.#inner = inner;
  }

  get partitionId(): number {
    return this.#inner.partitionId;
  }
  get epoch(): number {
    return this.#inner.epoch;
  }
  get firstPosition(): number {
    return this.#inner.firstPosition;
  }
  get lastPosition(): number {
    return this.#inner.lastPosition;
  }
  get waitingAppends(): number {
    return this.#held?.length ?? 0;
  }

  hold(): void {
    this.#held = [];
  }

  confirmAll(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const { confirm } of held) confirm();
  }

  failAll(error: Error): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const { fail } of held) fail(error);
  }

  append(request: AppendRequest): Promise<void> {
    const held = this.#held;
    if (held === undefined) return this.#inner.append(request);
    return new Promise((resolve, reject) => {
      held.push({ confirm: () => resolve(this.#inner.append(request)), fail: reject });
    });
  }

  read(fromPosition: number): AsyncIterable<LogBatch> {
    return this.#inner.read(fromPosition);
  }
  trimBefore(position: number): Promise<void> {
    return this.#inner.trimBefore(position);
  }
  close(): Promise<void> {
    return this.#inner.close();
  }
}

export interface FixtureOptions {
  readonly log?: LogStore;
  readonly checkpoints?: CheckpointStore;
  readonly clock?: ManualClock;
  readonly limits?: Partial<EngineLimits>;
  readonly partitionCount?: number;
  readonly hotEntities?: number;
  readonly checks?: CheckSettings;
  /** 0 by default: nothing is let go, so that tests can compare with the whole log. */
  readonly lowestExportedPosition?: () => number;
}

export class PartitionFixture {
  readonly failures: unknown[] = [];
  readonly jobTypes: string[] = [];
  /** Commands for other partitions; nobody gets them. */
  readonly sent: CommandRequest[] = [];

  static async open(options: FixtureOptions = {}): Promise<PartitionFixture> {
    const fixture = new PartitionFixture(options.log ?? new MemoryLog(1), options.clock ?? new ManualClock());
    fixture.#partition = await Partition.open({
      environment: {
        partitionId: 1,
        partitionCount: options.partitionCount ?? 1,
        brokerVersion: '8.3.13',
        limits: { ...DEFAULT_LIMITS, ...options.limits },
        jobStreams: NO_JOB_STREAMS,
        zone: 'UTC',
        random: () => 0.5,
      },
      log: fixture.log,
      checkpoints: options.checkpoints,
      clock: fixture.clock,
      checks: options.checks,
      ...(options.hotEntities === undefined ? {} : { hotEntities: options.hotEntities }),
      lowestExportedPosition: options.lowestExportedPosition ?? (() => 0),
      listener: {
        recovered: () => undefined,
        committed: () => undefined,
        jobsAvailable: (jobType) => fixture.jobTypes.push(jobType),
        pushJob: () => undefined,
        sendCommand: (command) => fixture.sent.push(command),
        checkpointTaken: () => undefined,
        logTrimmed: () => undefined,
        checkpointFailed: (error) => fixture.failures.push(error),
        failed: (error) => fixture.failures.push(error),
      },
    });
    return fixture;
  }

  #partition: Partition | undefined;

  private constructor(
    readonly log: LogStore,
    readonly clock: ManualClock,
  ) {}

  get partition(): Partition {
    if (this.#partition === undefined) throw new Error('The partition is not open');
    return this.#partition;
  }

  send<V extends ValueType>(
    valueType: V,
    intent: CommandIntentOf<V>,
    key: Key,
    input: InputOf<V>,
  ): Promise<CommandOutcome> {
    const schema = VALUE_TYPES[valueType].value as { create(input: InputOf<V>): AnyRecord['value'] };
    return new Promise((resolve) => {
      this.partition.submit(
        {
          partitionId: 1,
          valueType,
          intent,
          key,
          value: schema.create(input),
          authorizedTenants: [DEFAULT_TENANT_ID],
        } as CommandRequest,
        resolve,
      );
    });
  }

  deploy(): Promise<CommandOutcome> {
    const resources = [{ resourceName: 'order.bpmn', resource: new TextEncoder().encode(MODEL) }];
    return this.send('DEPLOYMENT', 'CREATE', NO_KEY, { resources });
  }

  create(variables: string = EMPTY_DOCUMENT): Promise<CommandOutcome> {
    const document = variables as typeof EMPTY_DOCUMENT;
    return this.send('PROCESS_INSTANCE_CREATION', 'CREATE', NO_KEY, {
      bpmnProcessId: 'order',
      variables: document,
    });
  }

  /** Everything that is durable now. */
  async records(): Promise<AnyRecord[]> {
    const records: AnyRecord[] = [];
    for await (const batch of this.log.read(this.log.firstPosition)) {
      const reader = new BatchReader(batch.payload);
      for (let position = batch.firstPosition; position <= batch.lastPosition; position += 1) {
        records.push(decodeRecord(reader));
      }
    }
    return records;
  }
}
