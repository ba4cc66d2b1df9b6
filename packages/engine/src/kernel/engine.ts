// The deterministic state machine of a partition: commands in, records out; state is a fold over the events.
//
// Invariants:
//  1. No I/O, clock, randomness or async: the same commands at the same times give the same records.
//  2. A batch is applied whole or rolled back whole, keys included.
//  3. Every accepted or rejected client command yields at least one record (spec 10 §1.1).
import { estimateRecordSize, type AnyRecord, type Key } from '@grevy/protocol';
import type { DueCommand } from '../checks/due-command.js';
import { handlerOf } from '../commands/handlers.js';
import { applyEvent } from '../events/appliers.js';
import { rememberRejection } from '../events/rejections.js';
import { checkedLimits } from '../limits.js';
import type { EngineState } from '../state/engine-state.js';
import { bannedFromOutside, isBanned } from './banning.js';
import { Batch, fitsIntoBatch } from './batch.js';
import type { EngineEnvironment } from './environment.js';
import { BatchSizeExceededError } from './errors.js';
import { LoopCaches } from './loop-caches.js';
import { Processing, type AwaitedResult } from './processing.js';
import type { EngineResponse, PostCommitTask, RequestId } from './responses.js';
import { handleUnexpectedError, rejectLastResort, rejectWithEmptiedValue } from './unexpected-errors.js';

/** What one batch has brought. It is acknowledged to nobody before the log has it. */
export interface BatchResult {
  readonly records: readonly AnyRecord[];
  readonly responses: readonly EngineResponse[];
  readonly postCommitTasks: readonly PostCommitTask[];
  /** How often the batch was rolled back and begun anew because it grew too large. */
  readonly repetitions: number;
}

export class Engine {
  readonly #awaitedResults = new Map<Key, AwaitedResult>();
  readonly #loopCaches = new LoopCaches();

  constructor(
    readonly state: EngineState,
    readonly environment: EngineEnvironment,
  ) {
    checkedLimits(environment.limits);
  }

  /**
   * Processes one command of the log and all follow-up commands it causes, up to the limit.
   * @param firstPosition the position of the first record of the result
   * @param now epoch milliseconds: the timestamp of the batch
   * @param requestId the client request behind the command, if there is one
   */
  process(command: AnyRecord, firstPosition: number, now: number, requestId?: RequestId): BatchResult {
    let commandLimit = this.environment.limits.maxCommandsInBatch;
    for (let repetitions = 0; ; repetitions += 1) {
      const processing = this.#begin(command, firstPosition, now, commandLimit, requestId);
      try {
        this.#run(processing);
        return this.#commit(processing, repetitions);
      } catch (error) {
        this.state.rollback();
        const { completedCommands } = processing.batch;
        if (!(error instanceof BatchSizeExceededError) || completedCommands === 0) {
          return this.#handleError(command, firstPosition, now, requestId, error);
        }
        commandLimit = completedCommands;
      }
    }
  }

  /** Whether a command is small enough to be written to the log: one batch must have room for it. */
  hasRoomFor({ valueType, value }: DueCommand): boolean {
    const { maxBatchBytes } = this.environment.limits;
    const size = estimateRecordSize({ valueType, value, rejectionReason: '' });
    return fitsIntoBatch(size, maxBatchBytes);
  }

  /**
   * Applies a record of the log without processing it: events change the state and, as follow-up commands, the key counter;
   * rejections are remembered.
   */
  replay(record: AnyRecord): void {
    if (mayHaveNewKey(record)) this.state.keys.observe(record.key);
    if (record.recordType === 'COMMAND_REJECTION') rememberRejection(this.state, record);
    if (record.recordType !== 'EVENT') return;
    applyEvent(this.state, record);
    this.state.commit();
  }

  /** Bans a process instance because an operator wants it: its commands are dropped from now on (spec 15 §11). */
  ban(processInstanceKey: Key, position: number, now: number): AnyRecord {
    const record = bannedFromOutside(this.environment, processInstanceKey, position, now);
    this.state.mark();
    applyEvent(this.state, record);
    this.state.commit();
    this.#awaitedResults.delete(processInstanceKey);
    return record;
  }

  #begin(
    command: AnyRecord,
    firstPosition: number,
    now: number,
    commandLimit: number,
    requestId: RequestId | undefined,
  ): Processing {
    this.state.mark();
    const { maxBatchBytes } = this.environment.limits;
    const batch = new Batch(firstPosition, command.position, now, commandLimit, maxBatchBytes);
    return new Processing(
      this.state,
      this.environment,
      batch,
      command,
      requestId,
      this.#awaitedResults,
      this.#loopCaches,
    );
  }

  #run(processing: Processing): void {
    const { batch } = processing;
    for (
      let next: AnyRecord | undefined = processing.initialCommand;
      next !== undefined;
      next = batch.nextFollowUp()
    ) {
      processing.startCommand(next);
      if (!isBanned(this.state, next)) processCommand(processing, next);
      batch.commandCompleted();
    }
  }

  #commit(processing: Processing, repetitions = 0): BatchResult {
    this.state.commit();
    for (const [key, awaited] of processing.newAwaitedResults) this.#awaitedResults.set(key, awaited);
    for (const key of processing.answeredResults) this.#awaitedResults.delete(key);
    const { batch, responses, postCommitTasks } = processing;
    return { records: batch.records, responses, postCommitTasks, repetitions };
  }

  /** The error belongs to the command that began the batch, whichever follow-up raised it (spec 10 §1.5.1). */
  #handleError(
    command: AnyRecord,
    firstPosition: number,
    now: number,
    requestId: RequestId | undefined,
    error: unknown,
  ): BatchResult {
    const attempt = (handle: (processing: Processing) => void): BatchResult | undefined => {
      const processing = this.#begin(command, firstPosition, now, 1, requestId);
      try {
        handle(processing);
        return this.#commit(processing);
      } catch {
        this.state.rollback();
        return undefined;
      }
    };
    return (
      attempt((processing) => {
        if (!handleExpectedError(processing, command, error)) handleUnexpectedError(processing, error);
      }) ??
      attempt((processing) => handleUnexpectedError(processing, error)) ??
      attempt((processing) => rejectWithEmptiedValue(processing, error)) ??
      attempt(rejectLastResort) ?? {
        records: [],
        responses: [],
        postCommitTasks: [],
        repetitions: 0,
      }
    );
  }
}

/**
 * Whether the partition may have generated the record's key for it. The key of a command from outside, and of what only
 * repeats it, is whatever a client or an operator has sent: the counter must not run away to it.
 */
function mayHaveNewKey({ recordType, valueType, sourceRecordPosition }: AnyRecord): boolean {
  if (recordType === 'COMMAND') return sourceRecordPosition >= 0;
  return recordType === 'EVENT' && valueType !== 'ERROR';
}

function processCommand(processing: Processing, command: AnyRecord): void {
  handlerOf(command)?.process(processing, command);
}

function handleExpectedError(processing: Processing, command: AnyRecord, error: unknown): boolean {
  return handlerOf(command)?.onError?.(processing, command, error) ?? false;
}
