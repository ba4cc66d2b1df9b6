// The one way in which command handlers and elements read state and write records.
//
// Invariants (spec 10 §1.1):
//  1. State changes only by events; an event is applied the moment it is appended.
//  2. Keys are taken in the order in which the records that need them are appended.
//  3. Responses and post-commit tasks are collected here and leave the engine only with a successful batch.
import {
  DEFAULT_TENANT_ID,
  type AnyRecord,
  type CommandIntentOf,
  type EventIntentOf,
  type IntentOf,
  type Key,
  type RecordOf,
  type RecordType,
  type RejectionType,
  type ResponseRecord,
  type ValueOf,
  type ValueType,
} from '@grevy/protocol';
import { CYCLE_FUNCTION } from '@grevy/bpmn';
import type { FeelRuntime } from '@grevy/feel';
import { applyEvent, latestEventVersion } from '../events/appliers.js';
import { rememberRejection } from '../events/rejections.js';
import type { EngineState } from '../state/engine-state.js';
import type { Batch } from './batch.js';
import type { EngineEnvironment } from './environment.js';
import type { LoopCaches } from './loop-caches.js';
import type { EngineResponse, PostCommitTask, RequestId } from './responses.js';

/** What expressions of the engine know besides the built-ins of FEEL. */
const ENGINE_FUNCTIONS = new Map([['cycle', CYCLE_FUNCTION]]);

/** Events, rejections and commands of the engine itself never carry a request's tenants (spec 03 §1). */
export const DEFAULT_AUTHORIZED_TENANTS: readonly string[] = [DEFAULT_TENANT_ID];

/** A process created "with result": whom to answer when it completes (spec 10 §3.2). Lost on restart, by design. */
export interface AwaitedResult {
  readonly requestId: RequestId;
  readonly fetchVariables: readonly string[];
}

export class Processing {
  readonly responses: EngineResponse[] = [];
  readonly postCommitTasks: PostCommitTask[] = [];
  /** Results that clients wait for since this batch, by process instance. */
  readonly newAwaitedResults = new Map<Key, AwaitedResult>();
  readonly answeredResults: Key[] = [];
  /** The clock of expressions is the batch's timestamp, so replay and simulation see the same `now()`. */
  readonly feelRuntime: FeelRuntime;
  /** Called processes that the current command has ended, each inside the one before. */
  terminatedCallDepth = 0;
  #command: AnyRecord;

  constructor(
    readonly state: EngineState,
    readonly environment: EngineEnvironment,
    readonly batch: Batch,
    readonly initialCommand: AnyRecord,
    /** The client request behind the initial command, if it came from a client. */
    readonly requestId: RequestId | undefined,
    private readonly awaitedResults: ReadonlyMap<Key, AwaitedResult>,
    readonly loopCaches: LoopCaches,
  ) {
    this.#command = initialCommand;
    this.feelRuntime = {
      nowMs: batch.timestamp,
      zone: environment.zone,
      random: environment.random,
      functions: ENGINE_FUNCTIONS,
    };
  }

  /** The clock of decisions is the system's, also where the engine's is moved (spec 14 §7.2). */
  get decisionRuntime(): FeelRuntime {
    return { ...this.feelRuntime, nowMs: this.environment.systemTimeMs?.() ?? this.now };
  }

  /** The batch's one timestamp (epoch ms); also the clock of everything that is evaluated in it. */
  get now(): number {
    return this.batch.timestamp;
  }

  /** The command that is being processed now. */
  get command(): AnyRecord {
    return this.#command;
  }

  /** The tenants that the sender of the current command may see; the default tenant for the engine's own. */
  get authorizedTenants(): readonly string[] {
    return this.#command.authorizedTenants;
  }

  isAuthorizedFor(tenantId: string): boolean {
    return this.#command.authorizedTenants.includes(tenantId);
  }

  startCommand(command: AnyRecord): void {
    this.#command = command;
    this.terminatedCallDepth = 0;
  }

  newKey(): Key {
    return this.state.keys.next();
  }

  /** Appends an event and applies it to the state. */
  event<V extends ValueType>(valueType: V, intent: EventIntentOf<V>, key: Key, value: ValueOf<V>): void {
    const version = latestEventVersion(valueType, intent);
    const record = this.#append('EVENT', valueType, intent, key, value, 'NULL_VAL', '', version);
    applyEvent(this.state, record);
  }

  /** Appends an event with a new key; returns the key. */
  newEvent<V extends ValueType>(valueType: V, intent: EventIntentOf<V>, value: ValueOf<V>): Key {
    const key = this.newKey();
    this.event(valueType, intent, key, value);
    return key;
  }

  /** Appends a follow-up command; it is processed after those already waiting, in this batch while the limit allows. */
  followUp<V extends ValueType>(valueType: V, intent: CommandIntentOf<V>, key: Key, value: ValueOf<V>): void {
    this.#append('COMMAND', valueType, intent, key, value, 'NULL_VAL', '', 1);
  }

  /** As `followUp`, but the command always starts a batch of its own: this one has no room for what it will write. */
  followUpInNextBatch<V extends ValueType>(
    valueType: V,
    intent: CommandIntentOf<V>,
    key: Key,
    value: ValueOf<V>,
  ): void {
    this.#append('COMMAND', valueType, intent, key, value, 'NULL_VAL', '', 1, false);
  }

  /** Appends the rejection of the current command, with the command's value. */
  reject(rejectionType: RejectionType, reason: string): void {
    const { valueType, intent, key, value } = this.#command;
    this.#append('COMMAND_REJECTION', valueType, intent, key, value, rejectionType, reason, 1);
  }

  /** As `rejectAndRespond`, with another value than the command's. */
  rejectWithValue(value: AnyRecord['value'], rejectionType: RejectionType, reason: string): void {
    const { valueType, intent, key } = this.#command;
    this.#append('COMMAND_REJECTION', valueType, intent, key, value, rejectionType, reason, 1);
    if (this.hasRequest) this.respondRejected(rejectionType, reason);
  }

  /** Rejects a command on the log that is not the current one (a guard inside incident resolution, spec 10 §6). */
  rejectAs<V extends ValueType>(
    valueType: V,
    intent: IntentOf<V>,
    key: Key,
    value: ValueOf<V>,
    rejectionType: RejectionType,
    reason: string,
  ): void {
    this.#append('COMMAND_REJECTION', valueType, intent, key, value, rejectionType, reason, 1);
  }

  /** Rejects the current command on the log and answers the client, if it is a client's. */
  rejectAndRespond(
    rejectionType: RejectionType,
    reason: string,
    responseType: RejectionType = rejectionType,
  ): void {
    this.reject(rejectionType, reason);
    if (this.hasRequest) this.respondRejected(responseType, reason);
  }

  get hasRequest(): boolean {
    return this.requestId !== undefined && this.#command === this.initialCommand;
  }

  /** Answers the client of the current command; follow-up commands have none, so this does nothing for them. */
  respond<V extends ValueType>(valueType: V, intent: EventIntentOf<V>, key: Key, value: ValueOf<V>): void {
    if (this.requestId === undefined || this.#command !== this.initialCommand) return;
    this.respondTo(this.requestId, valueType, intent, key, value);
  }

  respondRejected(rejectionType: RejectionType, reason: string): void {
    if (this.requestId === undefined) return;
    const intent = this.#command.intent;
    this.responses.push({ kind: 'rejected', requestId: this.requestId, intent, rejectionType, reason });
  }

  /** Answers a request of an earlier batch: the result of a process that was created "with result". */
  respondTo<V extends ValueType>(
    requestId: RequestId,
    valueType: V,
    intent: EventIntentOf<V>,
    key: Key,
    value: ValueOf<V>,
  ): void {
    const record = { valueType, intent, key, value } as ResponseRecord;
    this.responses.push({ kind: 'accepted', requestId, record });
  }

  /** Remembers that the client of the current command waits for the process to complete. */
  awaitResult(processInstanceKey: Key, fetchVariables: readonly string[]): void {
    if (this.requestId !== undefined) {
      this.newAwaitedResults.set(processInstanceKey, { requestId: this.requestId, fetchVariables });
    }
  }

  /** The client that waits for this process instance; it waits no longer, whether it is answered now or never. */
  takeAwaitedResult(processInstanceKey: Key): AwaitedResult | undefined {
    const awaited =
      this.newAwaitedResults.get(processInstanceKey) ?? this.awaitedResults.get(processInstanceKey);
    if (awaited !== undefined) this.answeredResults.push(processInstanceKey);
    return awaited;
  }

  afterCommit(task: PostCommitTask): void {
    this.postCommitTasks.push(task);
  }

  #append<V extends ValueType>(
    recordType: RecordType,
    valueType: V,
    intent: IntentOf<V>,
    key: Key,
    value: ValueOf<V>,
    rejectionType: RejectionType,
    rejectionReason: string,
    recordVersion: number,
    processedInBatch = recordType === 'COMMAND' && this.batch.acceptsFollowUp,
  ): AnyRecord {
    const { batch } = this;
    const record: RecordOf<V> = {
      position: batch.nextPosition,
      sourceRecordPosition: batch.sourceRecordPosition,
      key,
      timestamp: batch.timestamp,
      recordType,
      valueType,
      intent,
      rejectionType,
      rejectionReason,
      brokerVersion: this.environment.brokerVersion,
      partitionId: this.environment.partitionId,
      authorizedTenants: DEFAULT_AUTHORIZED_TENANTS,
      recordVersion,
      value,
      processedInBatch,
      operationReference: this.initialCommand.operationReference,
    };
    batch.append(record as AnyRecord);
    if (recordType === 'COMMAND_REJECTION') rememberRejection(this.state, record as AnyRecord);
    return record as AnyRecord;
  }
}
