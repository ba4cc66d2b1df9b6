// One partition: a single-writer log and the state machine behind it (docs/ARCHITECTURE.md, step by step).
//
// A turn takes the commands that wait, processes them and appends one batch; while appends are in flight the next
// turns go on. What a batch has caused outside leaves only when the log has confirmed it.
//
// Invariants:
//  1. Commands are processed in log order, one turn at a time.
//  2. While processing is paused, commands are written to the log only; without disk space, not even that.
//  3. After a failed append, or when the state cannot be read, the partition processes nothing more and answers every
//     request with a failure. The process and its other partitions go on.
import {
  Engine,
  EngineState,
  type DueCommand,
  type EngineEnvironment,
  type PostCommitTask,
  type RequestId,
} from '@grevy/engine';
import type { LogStore } from '@grevy/log';
import {
  DEFAULT_TENANT_ID,
  type CommandOutcome,
  type CommandRequest,
  type Key,
  type ValueType,
} from '@grevy/protocol';
import type { CheckpointStore } from '@grevy/store';
import {
  APPENDS_IN_FLIGHT,
  CHECKPOINT_PERIOD_MS,
  HOT_ENTITIES,
  MAX_WAITING_COMMANDS,
  RECORDS_PER_CHECKPOINT,
} from '../limits.js';
import { CommandLimiter, type FlowControlStatus } from '../flow-control/command-limiter.js';
import type { FlowControlSettings } from '../flow-control/flow-control-settings.js';
import type { Clock, Timer } from '../ports/clock.js';
import { guardedClock } from '../ports/guarded-clock.js';
import type { CheckSettings } from './check-settings.js';
import { Checkpointing } from './checkpointing.js';
import { ColdEntities } from './cold-entities.js';
import { Fifo, type IncomingCommand, type LoggedCommand } from './command-queue.js';
import { CommitPipeline } from './commit-pipeline.js';
import type { PartitionListener } from './partition-listener.js';
import type { CheckpointStatus, PartitionHealth, ProcessingPhase } from './partition-port.js';
import type { LoopStatus } from './loop-status.js';
import { recover } from './recovery.js';
import { ScheduledChecks } from './scheduled-checks.js';
import { Turn, type TurnQueues, type TurnResult } from './turn.js';
import { WaitingRequests, type Respond } from './waiting-requests.js';

export interface PartitionOptions {
  readonly environment: EngineEnvironment;
  readonly log: LogStore;
  /** Without a store the state lives in memory alone and a restart replays the whole log. */
  readonly checkpoints: CheckpointStore | undefined;
  readonly clock: Clock;
  readonly listener: PartitionListener;
  /** Undefined for no back-pressure. */
  readonly flowControl?: FlowControlSettings | undefined;
  readonly checkpointPeriodMs?: number;
  /** Entities of the state that stay in memory. */
  readonly hotEntities?: number;
  readonly checks?: CheckSettings | undefined;
  /** Positions of commands that are passed over. */
  readonly skippedCommands?: readonly number[] | undefined;
  /** Parsed decision requirements graphs that are kept. */
  readonly cachedDecisionModels?: number | undefined;
  /** Whether it begins without processing. */
  readonly isPaused?: boolean;
  /** Lowest position that an exporter still needs; records below may be let go. */
  lowestExportedPosition(): number;
}

const TENANTS_OF_INTERNAL_COMMANDS: readonly string[] = [DEFAULT_TENANT_ID];

export class Partition {
  readonly #bans = new Fifo<Key>();
  readonly #incoming = new Fifo<IncomingCommand>();
  readonly #logged = new Fifo<LoggedCommand>();
  readonly #queues: TurnQueues = { bans: this.#bans, incoming: this.#incoming, logged: this.#logged };
  readonly #requests = new WaitingRequests();
  readonly #limiter: CommandLimiter;
  readonly #pipeline: CommitPipeline;
  readonly #checks: ScheduledChecks;
  readonly #checkpointing: Checkpointing | undefined;
  readonly #skippedCommands: ReadonlySet<number>;
  #health: PartitionHealth = 'RECOVERING';
  #isPaused: boolean;
  #hasDiskSpace = true;
  #turnScheduled = false;
  #nextPosition: number;
  #lastProcessedPosition = 0;
  #triedAppends = 0;
  #deferredAppends = 0;
  #isAppendDeferred = false;
  /** Of the last checkpoint that was begun, also if it has failed. */
  #checkpointPosition = 0;
  #committedCheckpoint: CheckpointStatus | undefined;
  #checkpointTimer: Timer | undefined;

  /** Recovers the state and starts processing. @throws when the log or the checkpoint is damaged. */
  static async open(options: PartitionOptions): Promise<Partition> {
    const { checkpoints } = options;
    const coldEntities = checkpoints === undefined ? undefined : new ColdEntities(checkpoints);
    const state = new EngineState(options.environment.partitionId, {
      tracksChanges: checkpoints !== undefined,
      ...(coldEntities === undefined ? {} : { coldReader: (table, key) => coldEntities.read(table, key) }),
      hotLimit: options.hotEntities ?? HOT_ENTITIES,
      cachedDecisionModels: options.cachedDecisionModels,
    });
    const partition = new Partition(options, new Engine(state, options.environment), coldEntities);
    await partition.#recover();
    return partition;
  }

  private constructor(
    private readonly options: PartitionOptions,
    readonly engine: Engine,
    private readonly coldEntities: ColdEntities | undefined,
  ) {
    const { log, clock, checkpoints } = options;
    this.#limiter = new CommandLimiter(options.flowControl, clock);
    this.#isPaused = options.isPaused ?? false;
    this.#nextPosition = log.lastPosition + 1;
    this.#pipeline = new CommitPipeline(
      log,
      APPENDS_IN_FLIGHT,
      () => this.#scheduleTurn(),
      (error) => this.#fail(error),
    );
    this.#checks = new ScheduledChecks(
      engine.state,
      guardedClock(clock, (error) => this.#fail(error)),
      (commands) => this.write(commands),
      (command) => options.listener.sendCommand(command),
      options.checks,
    );
    this.#skippedCommands = new Set(options.skippedCommands);
    if (checkpoints !== undefined) {
      this.#checkpointing = new Checkpointing(engine.state, checkpoints, clock, {
        whenConfirmed: (position) => this.#pipeline.whenConfirmed(position),
        onCommitted: (checkpoint) => this.#releaseLog(checkpoint.position, checkpoint.lastProcessedPosition),
      });
    }
  }

  get partitionId(): number {
    return this.options.environment.partitionId;
  }

  get health(): PartitionHealth {
    return this.#health === 'HEALTHY' && !this.#hasDiskSpace ? 'UNHEALTHY' : this.#health;
  }

  get phase(): ProcessingPhase {
    switch (this.#health) {
      case 'RECOVERING':
        return 'INITIAL';
      case 'DEAD':
        return 'FAILED';
      default:
        return this.#isPaused || !this.#hasDiskSpace ? 'PAUSED' : 'PROCESSING';
    }
  }

  get flowControl(): FlowControlStatus {
    return this.#limiter.status;
  }

  /** The newest checkpoint, undefined before the first one. */
  get checkpointStatus(): CheckpointStatus | undefined {
    return this.#committedCheckpoint;
  }

  get confirmedPosition(): number {
    return this.#pipeline.confirmedPosition;
  }

  /** What only the metrics are interested in. */
  get loopStatus(): LoopStatus {
    return {
      appendedPosition: this.#nextPosition - 1,
      triedAppends: this.#triedAppends,
      deferredAppends: this.#deferredAppends,
      appendsInFlight: this.#pipeline.inFlight,
      incomingCommands: this.#incoming.length,
      scheduledCommands: this.#checks.waitingCommands,
    };
  }

  get lastProcessedPosition(): number {
    return this.#lastProcessedPosition;
  }

  /** Commands that wait to be processed. */
  get waitingCommands(): number {
    return this.#incoming.length + this.#logged.length;
  }

  /** Submits a client's command; `respond` is called once, when its outcome is durable or the partition has failed. */
  submit<V extends ValueType>(request: CommandRequest<V>, respond: Respond): RequestId | undefined {
    const { valueType, intent, key, value, authorizedTenants, operationReference } = request;
    const command = { valueType, intent, key, value } as DueCommand;
    const refusal = this.#refusal(command);
    if (refusal !== undefined) {
      respond(refusal);
      return undefined;
    }
    const requestId = this.#requests.add(respond);
    this.#limiter.accepted(requestId);
    this.#incoming.push({ command, authorizedTenants, requestId, operationReference });
    this.#scheduleTurn();
    return requestId;
  }

  /** The client of a request waits no longer; its command is processed all the same. */
  forget(requestId: RequestId): void {
    this.#requests.forget(requestId);
  }

  /** Writes commands of the engine itself or of other partitions; nobody waits for them. */
  write(commands: readonly DueCommand[]): void {
    if (this.#health === 'DEAD') return;
    for (const command of commands) {
      this.#incoming.push({ command, authorizedTenants: TENANTS_OF_INTERNAL_COMMANDS, requestId: undefined });
    }
    this.#scheduleTurn();
  }

  /** Goes on writing commands to the log, but processes none. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#scheduleTurn();
  }

  /** Without disk space clients' commands are refused, and nothing is processed or written. */
  diskSpace(isEnough: boolean): void {
    this.#hasDiskSpace = isEnough;
    this.#scheduleTurn();
  }

  /** Drops the commands of a process instance from now on. */
  ban(processInstanceKey: Key): void {
    this.#bans.push(processInstanceKey);
    this.#scheduleTurn();
  }

  /**
   * Takes a checkpoint of the state as it is now, after the one that is being taken. If the newest one has it all, only
   * the log is trimmed: exporters may have come further.
   * @throws when it could not be written
   */
  async checkpoint(): Promise<void> {
    await this.#checkpointing?.settled();
    if (this.#checkpointing === undefined || this.#health !== 'HEALTHY') return;
    const position = this.#nextPosition - 1;
    const newest = this.#committedCheckpoint;
    if (position <= (newest?.position ?? 0)) {
      if (newest !== undefined) await this.#releaseLog(newest.position, newest.processedPosition);
      return;
    }
    this.#checkpointPosition = position;
    const startedAt = performance.now();
    const persistMs = await this.#checkpointing.take({
      position,
      lastProcessedPosition: this.#lastProcessedPosition,
    });
    this.options.listener.checkpointTaken({
      durationMs: performance.now() - startedAt,
      persistMs,
      sizeBytes: this.options.checkpoints?.sizeBytes ?? 0,
    });
  }

  /** Stops taking commands, lets those in flight end, takes a last checkpoint. */
  async close(): Promise<void> {
    this.#checks.stop();
    this.#checkpointTimer?.cancel();
    if (this.#health === 'HEALTHY') {
      while (this.#hasWork || !this.#pipeline.isIdle) {
        await new Promise<void>((resolve) => this.options.clock.soon(resolve));
      }
      // Without it the next start replays more. What else is to be closed must not suffer from it.
      await this.checkpoint().catch((error: unknown) => this.options.listener.checkpointFailed(error));
    }
    this.#health = 'DEAD';
    this.#requests.failAll({ kind: 'failed', code: 'CONNECTION', message: 'The broker is shutting down.' });
  }

  async #recover(): Promise<void> {
    const { log, checkpoints, listener } = this.options;
    const recovered = await recover(this.engine, log, checkpoints);
    this.#lastProcessedPosition = recovered.lastProcessedPosition;
    this.#checkpointPosition = checkpoints?.position ?? 0;
    if (this.#checkpointPosition > 0) {
      this.#showCheckpoint(this.#checkpointPosition, recovered.checkpointedProcessedPosition);
    }
    for (const record of recovered.unprocessed) this.#logged.push({ record, requestId: undefined });
    this.#health = 'HEALTHY';
    listener.recovered(recovered);
    this.#checks.start();
    this.#scheduleCheckpoint();
    this.#scheduleTurn();
  }

  #refusal(command: DueCommand): CommandOutcome | undefined {
    if (this.#health === 'DEAD') {
      return {
        kind: 'failed',
        code: 'INTERNAL_ERROR',
        message: `Partition ${this.partitionId} has stopped.`,
      };
    }
    if (!this.#hasDiskSpace) {
      return exhausted(
        `Cannot accept requests for partition ${this.partitionId}. Broker is out of disk space`,
      );
    }
    if (!this.#limiter.admits(command)) return exhausted('Reached maximum capacity of requests handled');
    if (this.waitingCommands >= MAX_WAITING_COMMANDS) {
      return exhausted(
        `Failed to write client request to partition '${this.partitionId}', because the writer buffer is full.`,
      );
    }
    if (this.engine.hasRoomFor(command)) return undefined;
    return {
      kind: 'failed',
      code: 'MALFORMED_REQUEST',
      message: 'Request size is above configured maxMessageSize.',
    };
  }

  /** Whether a turn would do something. */
  get #hasWork(): boolean {
    if (!this.#hasDiskSpace) return false;
    return this.#incoming.length + this.#bans.length > 0 || (!this.#isPaused && this.#logged.length > 0);
  }

  #scheduleTurn(): void {
    if (this.#turnScheduled || !this.#hasWork || this.#health !== 'HEALTHY') return;
    if (this.#pipeline.isFull) {
      if (!this.#isAppendDeferred) this.#deferredAppends += 1;
      this.#isAppendDeferred = true;
      return;
    }
    this.#isAppendDeferred = false;
    this.#turnScheduled = true;
    this.options.clock.soon(() => {
      this.#turnScheduled = false;
      this.#runTurn();
    });
  }

  #runTurn(): void {
    if (!this.#hasWork || this.#health !== 'HEALTHY' || this.#pipeline.isFull) return;
    const turn = new Turn(this.engine, this.options.clock, this.#nextPosition, this.#skippedCommands);
    let result: TurnResult;
    try {
      result = turn.run(this.#queues, !this.#isPaused);
      for (const command of result.processed) this.#checks.commandProcessed(command);
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (this.coldEntities?.failure !== undefined) {
      this.#fail(this.coldEntities.failure);
      return;
    }
    if (result.processedPosition !== undefined) this.#lastProcessedPosition = result.processedPosition;
    if (result.recordCount > 0) {
      this.#nextPosition += result.recordCount;
      this.#triedAppends += 1;
      const appendedAt = performance.now();
      this.#pipeline.append({
        ...result,
        release: () => this.#release(result, performance.now() - appendedAt),
      });
    } else {
      // Commands that were dropped or passed over leave no trace, but are no longer in flight.
      for (const requestId of result.processedRequests) this.#limiter.processed(requestId);
    }
    this.#scheduleTurn();
    if (this.#nextPosition - this.#checkpointPosition > RECORDS_PER_CHECKPOINT)
      this.#checkpointInBackground();
  }

  #release(result: TurnResult, commitMs: number): void {
    const startedAt = performance.now();
    for (const requestId of result.processedRequests) this.#limiter.processed(requestId);
    for (const response of result.responses) this.#requests.answer(response);
    for (const task of result.postCommitTasks) this.#carryOut(task);
    this.options.listener.committed(result, { commitMs, postCommitMs: performance.now() - startedAt });
  }

  #carryOut(task: PostCommitTask): void {
    const { listener } = this.options;
    switch (task.kind) {
      case 'jobs-available':
        listener.jobsAvailable(task.jobType);
        break;
      case 'push-job':
        listener.pushJob(task.push);
        break;
      case 'send-command':
        listener.sendCommand(task.command);
        break;
      case 'due-date':
        this.#checks.scheduleDueDate(task.dueDate);
        break;
    }
  }

  #scheduleCheckpoint(): void {
    this.#checkpointTimer = this.options.clock.after(
      this.options.checkpointPeriodMs ?? CHECKPOINT_PERIOD_MS,
      () => {
        this.#checkpointInBackground();
        this.#scheduleCheckpoint();
      },
    );
  }

  /** Lets go of what is in a checkpoint and exported (spec 15 §5.3). */
  async #releaseLog(checkpointPosition: number, processedPosition: number): Promise<void> {
    const { log, lowestExportedPosition, listener } = this.options;
    this.#showCheckpoint(checkpointPosition, processedPosition);
    const startedAt = performance.now();
    await log.trimBefore(Math.min(processedPosition + 1, lowestExportedPosition()));
    listener.logTrimmed(performance.now() - startedAt);
  }

  #showCheckpoint(position: number, processedPosition: number): void {
    const exported = this.options.lowestExportedPosition() - 1;
    const exportedPosition = Number.isFinite(exported) ? exported : processedPosition;
    this.#committedCheckpoint = { position, processedPosition, exportedPosition };
  }

  #checkpointInBackground(): void {
    if (this.#checkpointing === undefined || this.#checkpointing.isRunning) return;
    this.checkpoint().catch((error: unknown) => this.options.listener.checkpointFailed(error));
  }

  #fail(error: unknown): void {
    if (this.#health === 'DEAD') return;
    this.#health = 'DEAD';
    this.#checks.stop();
    this.#checkpointTimer?.cancel();
    this.#limiter.clear();
    this.#bans.clear();
    this.#incoming.clear();
    this.#logged.clear();
    this.#requests.failAll({
      kind: 'failed',
      code: 'INTERNAL_ERROR',
      message: `Partition ${this.partitionId} has stopped after an error; nothing unconfirmed was acknowledged.`,
    });
    this.options.listener.failed(error);
  }
}

function exhausted(message: string): CommandOutcome {
  return { kind: 'failed', code: 'RESOURCE_EXHAUSTED', message };
}
