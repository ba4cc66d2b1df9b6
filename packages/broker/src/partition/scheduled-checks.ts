// Looks for what is due and writes its commands (spec 10 §1.6). The engine decides what is due; this decides when to look.
import {
  dueJobBackoffs,
  dueJobTimeouts,
  distributionsToResend,
  type DueCommand,
  type DistributionCycles,
  type DueCommands,
  type EngineState,
} from '@grevy/engine';
import type { AnyRecord, CommandRequest } from '@grevy/protocol';
import {
  COMMANDS_PER_CHECK,
  DISTRIBUTION_CHECK_MS,
  DUE_DATE_RESOLUTION_MS,
  JOB_TIMEOUT_CHECK_MS,
} from '../limits.js';
import type { Clock, Timer } from '../ports/clock.js';

type DueCheck = (
  state: EngineState,
  now: number,
  limit: number,
  isScheduled: (key: number) => boolean,
) => DueCommands;

export class ScheduledChecks {
  /** Keys whose command is on the log and not yet processed, by intent. */
  readonly #scheduled = new Map<string, Set<number>>();
  readonly #timers = new Set<Timer>();
  #dueTimer: { readonly dueDate: number; readonly timer: Timer } | undefined;
  readonly #distributionCycles: DistributionCycles = new Map();
  #stopped = false;

  constructor(
    private readonly state: EngineState,
    private readonly clock: Clock,
    private readonly write: (commands: readonly DueCommand[]) => void,
    private readonly send: (command: CommandRequest) => void,
  ) {}

  start(): void {
    this.#every(DISTRIBUTION_CHECK_MS, () => {
      for (const command of distributionsToResend(this.state, this.#distributionCycles)) this.send(command);
    });
    this.#every(JOB_TIMEOUT_CHECK_MS, () => this.#run('TIME_OUT', dueJobTimeouts));
    this.scheduleDueDate(this.#earliestDueDate());
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) timer.cancel();
    this.#dueTimer?.timer.cancel();
  }

  /** Something may be due at this time; an earlier date moves the next look forward. */
  scheduleDueDate(dueDate: number | undefined): void {
    if (dueDate === undefined || this.#stopped) return;
    if (this.#dueTimer !== undefined && this.#dueTimer.dueDate <= dueDate) return;
    this.#dueTimer?.timer.cancel();
    const delayMs = Math.max(dueDate - this.clock.now(), DUE_DATE_RESOLUTION_MS);
    const timer = this.clock.after(Math.min(delayMs, MAX_TIMER_DELAY_MS), () => {
      this.#dueTimer = undefined;
      this.#run('RECUR_AFTER_BACKOFF', dueJobBackoffs);
      this.scheduleDueDate(this.#earliestDueDate());
    });
    this.#dueTimer = { dueDate, timer };
  }

  /** A command of the log was processed: its key may be scheduled again. */
  commandProcessed(command: AnyRecord): void {
    if (command.sourceRecordPosition !== -1) return;
    this.#scheduled.get(command.intent)?.delete(command.key);
  }

  #run(intent: string, check: DueCheck): void {
    if (this.#stopped) return;
    const scheduled = this.#scheduled.get(intent) ?? new Set<number>();
    this.#scheduled.set(intent, scheduled);
    const due = check(this.state, this.clock.now(), COMMANDS_PER_CHECK, (key) => scheduled.has(key));
    for (const command of due.commands) scheduled.add(command.key);
    if (due.commands.length > 0) this.write(due.commands);
    if (due.more) this.clock.soon(() => this.#run(intent, check));
  }

  #earliestDueDate(): number | undefined {
    return this.state.jobBackoffs.earliest;
  }

  #every(periodMs: number, look: () => void): void {
    const timer = this.clock.after(periodMs, () => {
      this.#timers.delete(timer);
      if (this.#stopped) return;
      look();
      this.#every(periodMs, look);
    });
    this.#timers.add(timer);
  }
}

/** Longest delay that timers of the platform can keep; a later date is looked at again then. */
const MAX_TIMER_DELAY_MS = 2 ** 31 - 1;
