// One turn of the partition's loop: commands that arrived become log records, waiting commands are processed, and all
// of it becomes one batch on the log (ADR 6).
import { encodeRecord, BatchWriter, type AnyRecord, type Key } from '@grevy/protocol';
import type { Engine, EngineResponse, PostCommitTask, RequestId } from '@grevy/engine';
import { isCountedEvent } from '../metrics/counted-events.js';
import { TURN_BYTES, TURN_MS } from '../limits.js';
import type { Clock } from '../ports/clock.js';
import type { Fifo, IncomingCommand, LoggedCommand } from './command-queue.js';

export interface CommandTiming {
  /** From its arrival to its processing. */
  readonly latencyMs: number;
  readonly durationMs: number;
  /** Commands of its batch, follow-up commands included. */
  readonly batchCommands: number;
}

export interface TurnResult {
  readonly firstPosition: number;
  readonly recordCount: number;
  readonly payload: Uint8Array;
  readonly responses: readonly EngineResponse[];
  readonly postCommitTasks: readonly PostCommitTask[];
  /** Position of the last command that was processed; undefined when none was. */
  readonly processedPosition: number | undefined;
  /** Commands that the turn has processed, for the metrics. */
  readonly processed: readonly AnyRecord[];
  /** How long each of them waited and took, in the same order. */
  readonly timings: readonly CommandTiming[];
  /** Client requests whose command has been processed. */
  readonly processedRequests: readonly RequestId[];
  /** Events that the metrics count by themselves. */
  readonly countedEvents: readonly AnyRecord[];
  /** Commands that were passed over because an operator wants it. */
  readonly skippedCommands: number;
  /** Batches that were begun anew because they grew too large. */
  readonly repeatedBatches: number;
}

/** What waits for the partition. */
export interface TurnQueues {
  /** Process instances that an operator bans. */
  readonly bans: Fifo<Key>;
  readonly incoming: Fifo<IncomingCommand>;
  readonly logged: Fifo<LoggedCommand>;
}

export class Turn {
  readonly #writer = new BatchWriter();
  readonly #responses: EngineResponse[] = [];
  readonly #postCommitTasks: PostCommitTask[] = [];
  readonly #processed: AnyRecord[] = [];
  readonly #timings: CommandTiming[] = [];
  readonly #processedRequests: RequestId[] = [];
  readonly #countedEvents: AnyRecord[] = [];
  #recordCount = 0;
  #skippedCommands = 0;
  #repeatedBatches = 0;

  constructor(
    private readonly engine: Engine,
    private readonly clock: Clock,
    private readonly firstPosition: number,
    private readonly skipped: ReadonlySet<number>,
  ) {}

  /** @param processes whether commands are processed, or only written to the log */
  run({ bans, incoming, logged }: TurnQueues, processes: boolean): TurnResult {
    const endsAt = this.clock.now() + TURN_MS;
    this.#ban(bans);
    this.#log(incoming, logged);
    while (processes && this.#writer.length < TURN_BYTES) {
      const next = logged.shift();
      if (next === undefined) break;
      if (this.skipped.has(next.record.position)) this.#passOver(next);
      else this.#process(next, logged);
      if (this.clock.now() >= endsAt) break;
    }
    return {
      firstPosition: this.firstPosition,
      recordCount: this.#recordCount,
      payload: this.#writer.bytes(),
      responses: this.#responses,
      postCommitTasks: this.#postCommitTasks,
      processedPosition: this.#processed.at(-1)?.position,
      processed: this.#processed,
      timings: this.#timings,
      processedRequests: this.#processedRequests,
      countedEvents: this.#countedEvents,
      skippedCommands: this.#skippedCommands,
      repeatedBatches: this.#repeatedBatches,
    };
  }

  #ban(bans: Fifo<Key>): void {
    for (let key = bans.shift(); key !== undefined; key = bans.shift()) {
      const position = this.firstPosition + this.#recordCount;
      this.#append(this.engine.ban(key, position, this.clock.now()));
    }
  }

  /** Gives arriving commands their position and timestamp, as far as they fit into this turn's batch. */
  #log(incoming: Fifo<IncomingCommand>, logged: Fifo<LoggedCommand>): void {
    const now = this.clock.now();
    while (this.#writer.length < TURN_BYTES) {
      const next = incoming.shift();
      if (next === undefined) return;
      const record = this.#commandRecord(next, now);
      this.#append(record);
      logged.push({ record, requestId: next.requestId });
    }
  }

  #process({ record, requestId }: LoggedCommand, logged: Fifo<LoggedCommand>): void {
    const nextPosition = this.firstPosition + this.#recordCount;
    const now = this.clock.now();
    const startedAt = performance.now();
    const result = this.engine.process(record, nextPosition, now, requestId);
    const durationMs = performance.now() - startedAt;
    this.#repeatedBatches += result.repetitions;
    let batchCommands = 1;
    for (const written of result.records) {
      this.#append(written);
      if (written.processedInBatch) batchCommands += 1;
      if (isCountedEvent(written)) this.#countedEvents.push(written);
      if (written.recordType === 'COMMAND' && !written.processedInBatch) {
        logged.push({ record: written, requestId: undefined });
      }
    }
    this.#timings.push({ latencyMs: Math.max(now - record.timestamp, 0), durationMs, batchCommands });
    this.#responses.push(...result.responses);
    this.#postCommitTasks.push(...result.postCommitTasks);
    this.#processed.push(record);
    if (requestId !== undefined) this.#processedRequests.push(requestId);
  }

  /** Nobody answers its client, whose slot is free all the same. */
  #passOver({ requestId }: LoggedCommand): void {
    this.#skippedCommands += 1;
    if (requestId !== undefined) this.#processedRequests.push(requestId);
  }

  #append(record: AnyRecord): void {
    encodeRecord(this.#writer, record);
    this.#recordCount += 1;
  }

  #commandRecord(
    { command, authorizedTenants, operationReference }: IncomingCommand,
    timestamp: number,
  ): AnyRecord {
    const { brokerVersion, partitionId } = this.engine.environment;
    const { valueType, intent, key, value } = command;
    // The order of the fields is that of the engine's records, so that all records have one hidden class.
    return {
      position: this.firstPosition + this.#recordCount,
      sourceRecordPosition: -1,
      key,
      timestamp,
      recordType: 'COMMAND',
      valueType,
      intent,
      rejectionType: 'NULL_VAL',
      rejectionReason: '',
      brokerVersion,
      partitionId,
      authorizedTenants,
      recordVersion: 1,
      value,
      processedInBatch: false,
      operationReference,
    } as AnyRecord;
  }
}
