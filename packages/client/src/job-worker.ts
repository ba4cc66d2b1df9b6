/**
 * A worker that polls for jobs of one type and gives them to a handler (spec 02, section 3.3).
 *
 * Invariants: at most one poll is open; at most `maxJobsActive` jobs are activated and not yet handled; at most
 * `concurrency` handlers run. A handler that throws fails its job with one retry less.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError } from './gateway-error.js';
import type { Variables } from './json-mapper.js';
import type { ActivateJobsRequest, ActivateJobsResponse, ActivatedJob } from './messages.js';

/** What a worker needs of a client. */
export interface JobGateway {
  activateJobs(
    request: ActivateJobsRequest & { readonly requestTimeout?: number },
    options: { readonly signal: AbortSignal },
  ): AsyncIterable<ActivateJobsResponse>;
  completeJob(request: { readonly jobKey: string; readonly variables?: Variables }): Promise<unknown>;
  failJob(request: {
    readonly jobKey: string;
    readonly retries: number;
    readonly errorMessage: string;
  }): Promise<unknown>;
}

/**
 * Handles a job: completes or fails it through a client. With `autoComplete`, the job is completed with what the
 * promise resolves to, an object or the JSON text of one, as its variables.
 */
export type JobHandler = (job: ActivatedJob) => Promise<unknown>;

export interface JobWorkerOptions {
  readonly type: string;
  readonly handler: JobHandler;
  readonly autoComplete?: boolean;
  /** Name by which jobs and records show the worker. */
  readonly name?: string;
  /** How long a job is locked, in ms. */
  readonly timeoutMs?: number;
  readonly maxJobsActive?: number;
  /** Handlers that run at the same time; as many as there may be jobs by default. */
  readonly concurrency?: number;
  /** Pause after a poll that brought no job, in ms. */
  readonly pollIntervalMs?: number;
  /** The worker polls when it has at most this share of `maxJobsActive`. */
  readonly pollThreshold?: number;
  /** How long a poll waits at the gateway, in ms. */
  readonly requestTimeoutMs?: number;
  readonly fetchVariables?: readonly string[];
  readonly tenantIds?: readonly string[];
  /** Pause after a failed poll, given the one before, in ms. */
  readonly backoff?: (previousMs: number) => number;
  /** Is told what nobody else sees: failed polls, and jobs whose end could not be reported. */
  readonly onError?: (error: unknown, job: ActivatedJob | undefined) => void;
  readonly metrics?: JobWorkerMetrics;
}

export interface JobWorkerMetrics {
  jobsActivated?(count: number): void;
  jobsHandled?(count: number): void;
}

const DEFAULT_TIMEOUT_MS = 5 * 60 * 1000;
const DEFAULT_MAX_JOBS_ACTIVE = 32;
const DEFAULT_POLL_INTERVAL_MS = 100;
const DEFAULT_POLL_THRESHOLD = 0.3;

/** Grows by 1.6 from 50 ms to 5 s, with 10 % of jitter. */
export function exponentialBackoff(previousMs: number): number {
  const nextMs = Math.max(Math.min(5_000, previousMs * 1.6), 50);
  return nextMs * (0.9 + Math.random() * 0.2);
}

export class JobWorker {
  readonly #stopped = new AbortController();
  readonly #waiting: ActivatedJob[] = [];
  readonly #maxJobsActive: number;
  readonly #concurrency: number;
  readonly #threshold: number;
  readonly #pollIntervalMs: number;
  #running = 0;
  #wake: (() => void) | undefined;
  /** Resolves when the worker has ended. */
  readonly closed: Promise<void>;

  constructor(
    private readonly gateway: JobGateway,
    private readonly options: JobWorkerOptions,
  ) {
    this.#maxJobsActive = options.maxJobsActive ?? DEFAULT_MAX_JOBS_ACTIVE;
    this.#concurrency = options.concurrency ?? this.#maxJobsActive;
    this.#threshold = Math.round(this.#maxJobsActive * (options.pollThreshold ?? DEFAULT_POLL_THRESHOLD));
    this.#pollIntervalMs = options.pollIntervalMs ?? DEFAULT_POLL_INTERVAL_MS;
    this.closed = this.#run();
  }

  /** Polls no more; resolves when the jobs that the worker has are handled. */
  close(): Promise<void> {
    this.#stopped.abort();
    this.#wake?.();
    return this.closed;
  }

  get #active(): number {
    return this.#waiting.length + this.#running;
  }

  get #isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  async #run(): Promise<void> {
    let pauseMs = this.#pollIntervalMs;
    while (!this.#isStopped) {
      await this.#until(() => this.#isStopped || this.#active <= this.#threshold);
      if (this.#isStopped) break;
      try {
        const count = await this.#poll();
        pauseMs = this.#pollIntervalMs;
        if (count > 0) continue;
      } catch (error) {
        if (this.#isStopped) break;
        // A busy gateway is no news to a worker that comes again.
        if (!(error instanceof GatewayError && error.code === 'RESOURCE_EXHAUSTED')) {
          this.options.onError?.(error, undefined);
        }
        pauseMs = (this.options.backoff ?? exponentialBackoff)(pauseMs);
      }
      await delay(pauseMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
    }
    await this.#until(() => this.#active === 0);
  }

  async #poll(): Promise<number> {
    const { type, name = 'default', timeoutMs = DEFAULT_TIMEOUT_MS, requestTimeoutMs } = this.options;
    const { fetchVariables, tenantIds } = this.options;
    let count = 0;
    const answers = this.gateway.activateJobs(
      {
        type,
        worker: name,
        timeout: timeoutMs,
        maxJobsToActivate: this.#maxJobsActive - this.#active,
        ...(requestTimeoutMs === undefined ? {} : { requestTimeout: requestTimeoutMs }),
        ...(fetchVariables === undefined ? {} : { fetchVariable: fetchVariables }),
        ...(tenantIds === undefined ? {} : { tenantIds }),
      },
      { signal: this.#stopped.signal },
    );
    for await (const { jobs } of answers) {
      count += jobs.length;
      this.options.metrics?.jobsActivated?.(jobs.length);
      this.#waiting.push(...jobs);
      this.#startHandlers();
    }
    return count;
  }

  #startHandlers(): void {
    while (this.#running < this.#concurrency) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#running++;
      void this.#handle(job).finally(() => {
        this.#running--;
        this.options.metrics?.jobsHandled?.(1);
        this.#startHandlers();
        this.#wake?.();
      });
    }
  }

  async #handle(job: ActivatedJob): Promise<void> {
    try {
      const variables = await this.options.handler(job);
      if (this.options.autoComplete === true) {
        const hasVariables =
          typeof variables === 'string' || (typeof variables === 'object' && variables !== null);
        await this.gateway.completeJob({ jobKey: job.key, ...(hasVariables ? { variables } : {}) });
      }
    } catch (error) {
      await this.#fail(job, error);
    }
  }

  async #fail(job: ActivatedJob, error: unknown): Promise<void> {
    const errorMessage = error instanceof Error ? (error.stack ?? error.message) : String(error);
    try {
      await this.gateway.failJob({ jobKey: job.key, retries: job.retries - 1, errorMessage });
    } catch (failure) {
      this.options.onError?.(failure, job);
    }
  }

  /** Resolves as soon as the condition holds; it is looked at whenever a handler ends. */
  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }
}
