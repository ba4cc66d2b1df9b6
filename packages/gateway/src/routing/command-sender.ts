/**
 * Sends commands to the leaders of partitions (spec 01 §3).
 *
 * Invariant: a command that may have reached an engine is not sent a second time: only an outcome that says "not handled
 * here" leads to another attempt, a time-out never does.
 */
import type {
  Bus,
  CommandIntentOf,
  CommandOutcome,
  Key,
  RejectionType,
  ResponseRecord,
  ValueOf,
  ValueType,
} from '@grevy/protocol';
import { NO_KEY } from '@grevy/protocol';
import type { Caller } from '../caller.js';
import {
  allPartitionsFailed,
  failed,
  noAnswerWithin,
  noTopologyForCreate,
  partitionNotFound,
  rejected,
  unexpected,
} from '../errors.js';
import { type Int64, int64Text, keyOfInt64, partitionOfInt64 } from '../grpc/int64.js';
import type { GrpcError } from '../grpc/status.js';
import { LEADER_RETRY_INTERVAL_MS } from '../limits.js';
import { type GatewayObserver, type UnsentReason, requestTypeOf } from '../observer.js';
import type { Tenants } from '../tenants.js';
import { type Partitions, ledPartitionsFrom } from './partitions.js';
import { RoundRobin } from './round-robin.js';

/** A command, without where it goes. */
export interface Command<V extends ValueType> {
  readonly valueType: V;
  readonly intent: CommandIntentOf<V>;
  readonly key: Key;
  readonly value: ValueOf<V>;
  readonly operationReference?: bigint | undefined;
}

/** A command about the entity with a key that the client gave. */
export interface KeyedCommand<V extends ValueType> {
  readonly valueType: V;
  readonly intent: CommandIntentOf<V>;
  /** Whether the record gets the key too, or only the partition is chosen by it. */
  readonly keyOfRecord: 'entity' | 'none';
  readonly operationReference?: bigint | undefined;
  valueFor(key: Key): ValueOf<V>;
  /** How the engine rejects a key that no entity has. */
  unknownKey(keyText: string): { readonly rejectionType: RejectionType; readonly reason: string };
}

/** The answer to a command, if it has this value type. */
export type AnswerOf<V extends ValueType> = Extract<ResponseRecord, { readonly valueType: V }>;

export class CommandSender {
  private readonly decisionsAndSignals = new RoundRobin();
  private readonly creations = new RoundRobin();

  constructor(
    private readonly bus: Bus,
    private readonly partitions: Partitions,
    private readonly tenants: Tenants,
    private readonly requestTimeoutMs: number,
    private readonly observer?: GatewayObserver,
  ) {}

  /**
   * Sends to the partition that the key names.
   * @throws GrpcError if the command fails or is rejected; also for a key that no entity can have.
   */
  async sendByKey<V extends ValueType>(
    command: KeyedCommand<V>,
    entity: Int64,
    caller: Caller,
  ): Promise<AnswerOf<V>> {
    const key = keyOfInt64(entity);
    if (key !== undefined && key !== NO_KEY) {
      const { valueType, intent, operationReference } = command;
      const recordKey = command.keyOfRecord === 'entity' ? key : NO_KEY;
      return this.sendTo(
        partitionOfInt64(entity),
        { valueType, intent, key: recordKey, value: command.valueFor(key), operationReference },
        caller,
      );
    }
    // Not a key of ours. If its partition bits name a partition, the engine there would not know it either.
    await this.leaderOf(partitionOfInt64(entity), command, this.deadline(), caller);
    throw rejected({ intent: command.intent, ...command.unknownKey(int64Text(entity)) });
  }

  /**
   * Sends to the leader of a partition. While it has none, or the one tried is none any more, it is sent again until
   * the request timeout elapses.
   * @throws GrpcError if the command fails or is rejected.
   */
  async sendTo<V extends ValueType>(
    partitionId: number,
    command: Command<V>,
    caller: Caller,
  ): Promise<AnswerOf<V>> {
    const deadline = this.deadline();
    for (;;) {
      await this.leaderOf(partitionId, command, deadline, caller);
      const outcome = await this.attempt(partitionId, command, caller, Math.max(1, deadline - Date.now()));
      if (!isUnhandled(outcome)) return answerOf(command.valueType, outcome, this.requestTimeoutMs);
      await this.pauseBefore(deadline, caller);
    }
  }

  /** The next partition for commands that any partition can handle (decisions and signals share the counter). */
  async nextPartition(caller: Caller): Promise<number> {
    const deadline = this.deadline();
    for (;;) {
      const table = this.partitions.current();
      if (table !== undefined) return this.decisionsAndSignals.next(table);
      await this.pauseBefore(deadline, caller);
    }
  }

  /**
   * Creates a process instance on the next partition, or on the first one after it that takes the command. `answer` is
   * the value type of the expected response.
   * @throws GrpcError if the command is rejected, times out, or every partition refuses it.
   */
  async create<V extends ValueType>(
    answer: V,
    command: Command<'PROCESS_INSTANCE_CREATION'>,
    caller: Caller,
    timeoutMs = this.requestTimeoutMs,
  ): Promise<AnswerOf<V>> {
    const table = this.partitions.current();
    if (table === undefined) {
      this.notSent(NO_PARTITION, command, 'NO_TOPOLOGY');
      throw noTopologyForCreate();
    }
    const attempts: GrpcError[] = [];
    for (const partitionId of ledPartitionsFrom(table, this.creations.next(table))) {
      const outcome = await this.attempt(partitionId, command, caller, timeoutMs);
      if (!isUnhandled(outcome) && !isExhausted(outcome)) {
        return answerOf(answer, outcome, timeoutMs);
      }
      attempts.push(failed(outcome));
    }
    throw allPartitionsFailed(attempts);
  }

  private attempt<V extends ValueType>(
    partitionId: number,
    { valueType, intent, key, value, operationReference }: Command<V>,
    caller: Caller,
    timeoutMs: number,
  ): Promise<CommandOutcome> {
    const authorizedTenants = this.tenants.authorizedFor(caller);
    return this.bus.send(
      { partitionId, valueType, intent, key, value, authorizedTenants, operationReference },
      timeoutMs,
    );
  }

  /** Returns when the partition has a leader. */
  private async leaderOf(
    partitionId: number,
    command: CommandKind,
    deadline: number,
    caller: Caller,
  ): Promise<void> {
    for (;;) {
      const table = this.partitions.current();
      if (table !== undefined) {
        if (!table.ids.includes(partitionId)) {
          this.notSent(partitionId, command, 'PARTITION_NOT_FOUND');
          throw partitionNotFound(partitionId);
        }
        if (table.hasLeader(partitionId)) return;
      }
      await this.pauseBefore(deadline, caller).catch((error: unknown) => {
        this.notSent(partitionId, command, 'TIMEOUT');
        throw error;
      });
    }
  }

  private notSent(partitionId: number, { valueType, intent }: CommandKind, reason: UnsentReason): void {
    this.observer?.commandNotSent(partitionId, requestTypeOf(valueType, intent), reason);
  }

  private deadline(): number {
    return Date.now() + this.requestTimeoutMs;
  }

  private async pauseBefore(deadline: number, caller: Caller): Promise<void> {
    if (caller.gone || Date.now() + LEADER_RETRY_INTERVAL_MS > deadline) {
      throw noAnswerWithin(this.requestTimeoutMs);
    }
    await new Promise((resolve) => setTimeout(resolve, LEADER_RETRY_INTERVAL_MS));
  }
}

/** What a command is, whatever its value. */
interface CommandKind {
  readonly valueType: ValueType;
  readonly intent: string;
}

/** None was chosen yet. */
const NO_PARTITION = 0;

type Failed = Extract<CommandOutcome, { readonly kind: 'failed' }>;

/** Whether the command certainly reached no engine, so that it may be sent again. */
function isUnhandled(outcome: CommandOutcome): outcome is Failed {
  return (
    outcome.kind === 'failed' &&
    (outcome.code === 'PARTITION_LEADER_MISMATCH' || outcome.code === 'CONNECTION')
  );
}

function isExhausted(outcome: CommandOutcome): outcome is Failed {
  return outcome.kind === 'failed' && outcome.code === 'RESOURCE_EXHAUSTED';
}

/** @throws GrpcError unless the outcome is an answer with this value type. */
function answerOf<V extends ValueType>(
  valueType: V,
  outcome: CommandOutcome,
  timeoutMs: number,
): AnswerOf<V> {
  if (outcome.kind === 'rejected') throw rejected(outcome);
  if (outcome.kind === 'failed') {
    throw outcome.code === 'TIMEOUT' ? noAnswerWithin(timeoutMs) : failed(outcome);
  }
  if (hasValueType(outcome.record, valueType)) return outcome.record;
  throw unexpected(`Expected a response of type ${valueType}, but got ${outcome.record.valueType}`);
}

function hasValueType<V extends ValueType>(record: ResponseRecord, valueType: V): record is AnswerOf<V> {
  return record.valueType === valueType;
}
