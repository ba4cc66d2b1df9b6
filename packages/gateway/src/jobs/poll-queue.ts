/**
 * The open polls of one job type and one list of tenants: who is asking the partitions, and who waits for jobs
 * (spec 01 §4.1, spec 13 §6.2).
 *
 * All polls of a queue see the same jobs. So one that finds nothing speaks for all, and news of one job need not wake
 * everybody: each piece of news, and each poll that got all it asked for, wakes the one that has waited longest. The
 * reference wakes all of them at once, with the same result for clients and many times the commands.
 *
 * Invariants: a poll is running, waiting or finished; news that arrives while a poll runs makes it run again before it
 * waits, so none is lost; `wakes` never exceeds the number of waiting polls.
 */
import { activationExhausted, clientGone, shuttingDown } from '../errors.js';
import type { GrpcError } from '../grpc/status.js';
import { MAX_TIMER_MS, MAX_WOKEN_POLLS_PER_TYPE } from '../limits.js';
import type { LongPollingSettings } from '../settings.js';
import type { RoundResult } from './activation-round.js';
import type { Poll } from './poll.js';

/** Runs one round; never rejects. */
export type RunRound = (poll: Poll) => Promise<RoundResult>;

interface Entry {
  readonly poll: Poll;
  /** Jobs were announced since the round started. */
  newsWhileRunning: boolean;
  /** Ends the waiting; set with the first empty round, so that retries do not prolong it. */
  timer: NodeJS.Timeout | undefined;
  timeIsUp: boolean;
}

export class PollQueue {
  private readonly running = new Set<Entry>();
  /** In the order in which they began to wait. */
  private readonly waiting = new Set<Entry>();
  /** Polls that want no jobs, which is never satisfied: they only wait for their time. */
  private readonly idle = new Set<Entry>();
  private wakes = 0;
  private emptyResponses = 0;
  private closed = false;
  private readonly probeTimer: NodeJS.Timeout;

  constructor(
    readonly tenantIds: readonly string[],
    private readonly settings: LongPollingSettings,
    private readonly runRound: RunRound,
    private readonly onEmptied: (queue: PollQueue) => void,
  ) {
    this.probeTimer = setTimeout(() => this.probe(), Math.min(settings.probeTimeoutMs, MAX_TIMER_MS));
  }

  /** Polls that are running or waiting. */
  get size(): number {
    return this.running.size + this.waitingPolls;
  }

  /** Polls that wait for jobs. */
  get waitingPolls(): number {
    return this.waiting.size + this.idle.size;
  }

  /** Runs a new poll at once, whoever waits already. Returns what to call when its client goes away. */
  add(poll: Poll): () => void {
    const entry: Entry = { poll, newsWhileRunning: false, timer: undefined, timeIsUp: false };
    this.start(entry);
    return () => this.clientGone(entry);
  }

  /** A job of this type became available. */
  jobsAvailable(): void {
    this.emptyResponses = 0;
    for (const entry of this.running) entry.newsWhileRunning = true;
    this.wakeOne();
  }

  /** Ends everything that waits, and what runs when its round ends. */
  close(): void {
    this.closed = true;
    clearTimeout(this.probeTimer);
    for (const entry of [...this.waiting, ...this.idle]) this.fail(entry, shuttingDown());
  }

  private start(entry: Entry): void {
    this.waiting.delete(entry);
    this.wakes = Math.min(this.wakes, this.waiting.size);
    this.running.add(entry);
    entry.newsWhileRunning = false;
    this.probeTimer.refresh();
    void this.runRound(entry.poll).then((result) => this.finishRound(entry, result));
  }

  private finishRound(entry: Entry, result: RoundResult): void {
    this.running.delete(entry);
    switch (result.kind) {
      case 'delivered':
        this.emptyResponses = 0;
        this.complete(entry);
        if (result.satisfied) this.wakeOne();
        else this.wakeNext();
        break;
      case 'empty':
        this.foundNothing(entry, result.exhausted);
        break;
      case 'failed':
        this.fail(entry, result.error);
        this.wakeNext();
        break;
      case 'client-gone':
        this.fail(entry, clientGone());
        // What this poll was woken for is still there.
        this.wakeOne();
        break;
    }
    if (this.size === 0) this.onEmptied(this);
  }

  private foundNothing(entry: Entry, exhausted: boolean): void {
    const { client, request } = entry.poll;
    if (client.gone) {
      this.fail(entry, clientGone());
      this.wakeNext();
    } else if (exhausted && this.settings.enabled) {
      this.fail(entry, activationExhausted(request.jobType));
      this.wakeNext();
    } else if (request.waitMs <= 0 || entry.timeIsUp) {
      this.complete(entry);
      this.wakeNext();
    } else if (this.closed) {
      this.fail(entry, shuttingDown());
    } else if (entry.newsWhileRunning && request.maxJobs > 0) {
      this.start(entry);
    } else {
      this.park(entry);
      this.emptyResponses += 1;
      if (this.emptyResponses >= this.settings.minEmptyResponses) this.wakes = 0;
      this.wakeNext();
    }
  }

  private park(entry: Entry): void {
    const { maxJobs, waitMs } = entry.poll.request;
    (maxJobs > 0 ? this.waiting : this.idle).add(entry);
    entry.timer ??= setTimeout(() => this.timeIsUp(entry), Math.min(waitMs, MAX_TIMER_MS));
  }

  /** Lets the longest waiting poll run, or as soon as fewer run. */
  private wakeOne(): void {
    this.wakes = Math.min(this.wakes + 1, this.waiting.size);
    this.wakeNext();
  }

  private wakeNext(): void {
    while (this.wakes > 0 && this.running.size < MAX_WOKEN_POLLS_PER_TYPE) {
      const [longestWaiting] = this.waiting;
      if (longestWaiting === undefined) {
        this.wakes = 0;
        return;
      }
      this.wakes -= 1;
      this.start(longestWaiting);
    }
  }

  /** Nothing was tried for a while: news may have been lost, so one poll tries again. */
  private probe(): void {
    this.probeTimer.refresh();
    const [longestWaiting] = this.waiting;
    if (longestWaiting !== undefined && this.running.size === 0) this.start(longestWaiting);
  }

  private timeIsUp(entry: Entry): void {
    entry.timeIsUp = true;
    if (!this.running.has(entry)) this.complete(entry);
    if (this.size === 0) this.onEmptied(this);
  }

  /** A running poll notices by itself, when its round ends. */
  private clientGone(entry: Entry): void {
    if (this.running.has(entry)) return;
    this.fail(entry, clientGone());
    if (this.size === 0) this.onEmptied(this);
  }

  private complete(entry: Entry): void {
    this.finish(entry);
    entry.poll.client.complete();
  }

  private fail(entry: Entry, error: GrpcError): void {
    this.finish(entry);
    entry.poll.client.fail(error);
  }

  private finish(entry: Entry): void {
    clearTimeout(entry.timer);
    this.waiting.delete(entry);
    this.idle.delete(entry);
    this.wakes = Math.min(this.wakes, this.waiting.size);
  }
}
