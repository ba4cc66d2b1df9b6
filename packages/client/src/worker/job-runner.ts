/**
 * Runs the handlers of a worker's jobs and reports how they ended.
 *
 * Invariants: at most `concurrency` handlers run; a handler that throws fails its job with one retry less; a report that
 * fails never counts as a failure of the handler.
 */
import type { JobOutcome, JobSource } from '../instrumentation.js';
import type { Variables } from '../json-mapper.js';
import { HAND_BACK_TIMEOUT_MS } from '../limits.js';
import type { ActivatedJob } from '@grevy/protocol/gateway-messages/client';
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from '../retry-policy.js';
import { JobContext } from './job-context.js';
import type { JobGateway } from './job-gateway.js';
import type { JobWorkerSettings } from './job-worker-options.js';
import { renewLease } from './lease-renewal.js';
import type { WorkerCapacity } from './worker-capacity.js';

/** A job, and what ends when it does. */
interface HeldJob {
  readonly job: ActivatedJob;
  /** Aborted when the job is done, however. */
  readonly done: AbortController;
  /** Aborted when the handler's result is of no use any more. */
  readonly useless: AbortController;
}

export class JobRunner {
  readonly #waiting: HeldJob[] = [];
  readonly #running = new Set<HeldJob>();
  /** Why jobs are not begun any more. */
  #abandonedFor: Error | undefined;
  /** Reports are tried for as long as the lease may last. */
  readonly #reportRetry: RetryPolicy;

  constructor(
    private readonly gateway: JobGateway,
    private readonly settings: JobWorkerSettings,
    private readonly capacity: WorkerCapacity,
  ) {
    this.#reportRetry = {
      ...DEFAULT_RETRY_POLICY,
      maxAttempts: Number.POSITIVE_INFINITY,
      maxTotalMs: settings.timeoutMs,
    };
  }

  /** Takes jobs that the capacity counts already. */
  accept(jobs: readonly ActivatedJob[], source: JobSource): void {
    this.settings.metrics.jobsActivated?.(jobs.length, source);
    for (const job of jobs) {
      const held: HeldJob = { job, done: new AbortController(), useless: new AbortController() };
      if (this.#abandonedFor !== undefined) {
        void this.#handBack(held, this.#abandonedFor);
        continue;
      }
      this.#waiting.push(held);
      if (this.settings.renewLeaseForMs > 0) {
        void renewLease(job, this.gateway, this.settings, held.done.signal, (error) =>
          held.useless.abort(error),
        );
      }
    }
    this.#startHandlers();
  }

  /**
   * Gives up all jobs: those that have not begun go back to the gateway, the others are told by their signals.
   * @returns the jobs that were not finished
   */
  async abandon(reason: Error): Promise<readonly ActivatedJob[]> {
    this.#abandonedFor = reason;
    const waiting = this.#waiting.splice(0);
    const running = [...this.#running];
    for (const { useless, done } of running) {
      useless.abort(reason);
      done.abort();
    }
    await Promise.all(waiting.map((held) => this.#handBack(held, reason)));
    return [...waiting, ...running].map(({ job }) => job);
  }

  #startHandlers(): void {
    while (this.#running.size < this.settings.concurrency) {
      const held = this.#waiting.shift();
      if (held === undefined) return;
      this.#running.add(held);
      void this.#handle(held).finally(() => {
        held.done.abort();
        this.#running.delete(held);
        this.capacity.release();
        this.#startHandlers();
      });
    }
  }

  async #handle(held: HeldJob): Promise<void> {
    const startedMs = performance.now();
    const outcome = await this.#outcomeOf(held);
    this.settings.metrics.jobsHandled?.(1, outcome, performance.now() - startedMs);
  }

  async #outcomeOf({ job, useless }: HeldJob): Promise<JobOutcome> {
    // The lease was lost before the handler began: another worker has the job.
    if (useless.signal.aborted) return 'lost';
    const context = new JobContext(
      job,
      this.gateway,
      this.gateway.jsonMapper,
      { retry: this.#reportRetry, signal: useless.signal },
      useless.signal,
    );
    const { aroundJob } = this.gateway.tracing;
    const run = (): Promise<void> => this.#runHandler(job, context);
    try {
      await (aroundJob === undefined ? run() : aroundJob.call(this.gateway.tracing, job, run));
      return context.outcome;
    } catch (error) {
      this.settings.onError(error, job);
      return context.outcome === 'unreported' ? 'lost' : context.outcome;
    }
  }

  /** @throws what kept a report from the gateway */
  async #runHandler(job: ActivatedJob, context: JobContext): Promise<void> {
    let result: unknown;
    try {
      result = await this.settings.handler(job, context);
    } catch (error) {
      // A handler that throws after its report, or for nobody's good, has nothing to say about the job.
      if (context.outcome !== 'unreported' || context.signal.aborted) throw error;
      await context.fail({ errorMessage: errorText(error) });
      return;
    }
    if (!this.settings.autoComplete || context.outcome !== 'unreported') return;
    context.signal.throwIfAborted();
    await context.complete(isVariables(result) ? result : undefined);
  }

  /** The job can be activated at once, with all its retries. If that fails, it can be when its lease ends. */
  async #handBack({ job, done }: HeldJob, reason: Error): Promise<void> {
    done.abort();
    try {
      await this.gateway.failJob(
        { jobKey: job.key, retries: job.retries, errorMessage: reason.message },
        { timeoutMs: HAND_BACK_TIMEOUT_MS, retry: false },
      );
    } catch (error) {
      this.settings.onError(error, job);
    }
    this.capacity.release();
  }
}

function isVariables(result: unknown): result is Variables {
  return typeof result === 'string' || (typeof result === 'object' && result !== null);
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
