// Looks for what is due and writes its commands (spec 10 §1.6). The engine decides what is due; this decides when to look.
//
// Invariant: of each kind of check at most COMMANDS_PER_CHECK due things are on the log and not yet processed, so that
// other commands pass between them however many are due at once.
import {
  dueJobBackoffs,
  dueJobTimeouts,
  distributionsToResend,
  dueKeysOf,
  dueTimers,
  expiredMessages,
  type DueCheck,
  type DistributionCycles,
  type DueCommand,
  type EngineState,
} from '@grevy/engine';
import type { AnyRecord, CommandRequest } from '@grevy/protocol';
import {
  COMMANDS_PER_CHECK,
  DISTRIBUTION_CHECK_MS,
  DUE_DATE_RESOLUTION_MS,
  MAX_DUE_DATE_WAIT_MS,
  PENDING_SUBSCRIPTION_LOOK_MS,
  TIMER_SLACK_MS,
} from '../limits.js';
import type { Clock, Timer } from '../ports/clock.js';
import { DEFAULT_CHECKS, type CheckSettings } from './check-settings.js';
import { SubscriptionRepeater } from './subscription-repeater.js';

/** The checks, by the intent of the commands they write. */
const CHECKS = {
  TIME_OUT: dueJobTimeouts,
  RECUR_AFTER_BACKOFF: dueJobBackoffs,
  TRIGGER: dueTimers,
  EXPIRE: expiredMessages,
} as const satisfies Readonly<Record<string, DueCheck>>;

type CheckName = keyof typeof CHECKS;

/** One pass of a check over everything that is due, in as many runs as the limit makes of it. */
interface Pass {
  /** What the pass has written commands for; each comes once in a pass, also if it is refused and stays due. */
  readonly visited: Set<number>;
  /** How many of these commands are on the log and not yet processed. */
  waiting: number;
  isUnfinished: boolean;
}

export class ScheduledChecks {
  readonly #passes = new Map<string, Pass>();
  readonly #timers = new Set<Timer>();
  readonly #distributionCycles: DistributionCycles = new Map();
  readonly #repeater: SubscriptionRepeater;
  #dueTimer: { readonly dueDate: number; readonly timer: Timer } | undefined;
  #stopped = false;

  /** `write` appends to the own log, `send` goes to another partition and may get lost. */
  constructor(
    private readonly state: EngineState,
    private readonly clock: Clock,
    private readonly write: (commands: readonly DueCommand[]) => void,
    private readonly send: (command: CommandRequest) => void,
    private readonly settings: CheckSettings = DEFAULT_CHECKS,
  ) {
    this.#repeater = new SubscriptionRepeater(state, clock, write, send);
  }

  /** Commands that are on the log and not yet processed, by intent. */
  get waitingCommands(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      Object.keys(CHECKS).map((name) => [name, this.#passes.get(name)?.waiting ?? 0]),
    );
  }

  start(): void {
    this.#every(DISTRIBUTION_CHECK_MS, () => {
      for (const command of distributionsToResend(this.state, this.#distributionCycles)) this.send(command);
    });
    this.#every(this.settings.jobTimeoutPeriodMs, () => this.#run('TIME_OUT'));
    this.#every(this.settings.messageExpiryPeriodMs, () => this.#run('EXPIRE'));
    this.#repeater.look();
    this.#every(PENDING_SUBSCRIPTION_LOOK_MS, () => this.#repeater.look());
    this.scheduleDueDate(earlier(this.state.jobBackoffs.earliest, this.state.timers.dueDates.earliest));
  }

  stop(): void {
    this.#stopped = true;
    this.#repeater.stop();
    for (const timer of this.#timers) timer.cancel();
    this.#dueTimer?.timer.cancel();
  }

  /** Something may be due at this time; an earlier date moves the next look forward. */
  scheduleDueDate(dueDate: number | undefined): void {
    if (dueDate === undefined || this.#stopped) return;
    if (this.#dueTimer !== undefined && this.#dueTimer.dueDate <= dueDate) return;
    this.#dueTimer?.timer.cancel();
    const delayMs = Math.max(dueDate - this.clock.now(), DUE_DATE_RESOLUTION_MS);
    const timer = this.clock.after(Math.min(delayMs, MAX_DUE_DATE_WAIT_MS), () => {
      this.#dueTimer = undefined;
      const now = this.clock.now();
      if (now < dueDate - TIMER_SLACK_MS) return this.scheduleDueDate(dueDate);
      this.#run('RECUR_AFTER_BACKOFF');
      this.#run('TRIGGER');
      // What was due and could not be written goes on by itself; what is due and refused waits for the next look.
      const { jobBackoffs, timers } = this.state;
      this.scheduleDueDate(earlier(jobBackoffs.earliestAfter(now - 1), timers.dueDates.earliestAfter(now)));
    });
    this.#dueTimer = { dueDate, timer };
  }

  /** A command of the log was processed: the check that wrote it may go on. */
  commandProcessed(command: AnyRecord): void {
    if (command.sourceRecordPosition !== -1 || !isCheck(command.intent)) return;
    const name = command.intent;
    const pass = this.#passes.get(name);
    if (pass === undefined) return;
    for (const key of dueKeysOf(command)) if (pass.visited.has(key)) pass.waiting -= 1;
    if (pass.waiting > 0) return;
    if (pass.isUnfinished) this.clock.soon(() => this.#run(name));
    else this.#passes.delete(name);
  }

  #run(name: CheckName): void {
    if (this.#stopped) return;
    const pass = this.#passes.get(name) ?? { visited: new Set<number>(), waiting: 0, isUnfinished: false };
    const limit = this.#limitOf(name) - pass.waiting;
    const due = CHECKS[name](this.state, this.clock.now(), limit, (key) => pass.visited.has(key));
    for (const key of due.commands.flatMap(dueKeysOf)) {
      pass.visited.add(key);
      pass.waiting += 1;
    }
    pass.isUnfinished = due.more;
    if (pass.waiting > 0) this.#passes.set(name, pass);
    else this.#passes.delete(name);
    if (due.commands.length > 0) this.write(due.commands);
  }

  #limitOf(name: CheckName): number {
    const { jobsPerTimeoutCheck, messagesPerExpiryCheck } = this.settings;
    if (name === 'TIME_OUT') return Math.min(jobsPerTimeoutCheck, COMMANDS_PER_CHECK);
    return name === 'EXPIRE' ? Math.min(messagesPerExpiryCheck, COMMANDS_PER_CHECK) : COMMANDS_PER_CHECK;
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

function isCheck(intent: string): intent is CheckName {
  return intent in CHECKS;
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
