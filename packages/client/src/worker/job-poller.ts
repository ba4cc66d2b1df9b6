/**
 * Polls for jobs of one type (spec 02, section 3.3).
 *
 * At most one poll is open. Without a stream it waits at the gateway until there are jobs. Beside a stream it only
 * collects what the stream does not bring (jobs from before it, jobs that nobody could take), so it returns at once,
 * keeps its reserved capacity for no longer than that, and comes less and less often while it finds nothing.
 */
import { GatewayError } from '../gateway-error.js';
import type { ActivatedJob } from '@grevy/protocol/gateway-messages/client';
import { pause } from '../pause.js';
import type { JobGateway } from './job-gateway.js';
import type { JobWorkerSettings } from './job-worker-options.js';
import type { WorkerCapacity } from './worker-capacity.js';

const NO_WAITING = -1;

export class JobPoller {
  #pauseMs: number;
  #resting = new AbortController();

  constructor(
    private readonly gateway: JobGateway,
    private readonly settings: JobWorkerSettings,
    private readonly capacity: WorkerCapacity,
    private readonly stopped: AbortSignal,
    private readonly isStreaming: () => boolean,
    private readonly accept: (jobs: readonly ActivatedJob[]) => void,
  ) {
    this.#pauseMs = settings.pollIntervalMs;
    stopped.addEventListener('abort', () => this.#resting.abort(), { once: true });
  }

  /** Ends when the worker is stopped. */
  async run(): Promise<void> {
    while (!this.stopped.aborted) {
      if (!this.#wantsJobs) {
        await this.capacity.changed();
        continue;
      }
      if (!(await this.#pollOnce())) await this.#rest();
    }
  }

  /** There may be jobs that the stream does not bring: polls come quickly again. */
  nudge(): void {
    this.#pauseMs = this.settings.pollIntervalMs;
    this.#resting.abort();
  }

  get #wantsJobs(): boolean {
    return this.capacity.active <= this.settings.pollThreshold && this.capacity.free > 0;
  }

  /** Whether it is worth asking again at once. */
  async #pollOnce(): Promise<boolean> {
    try {
      const count = await this.#poll();
      if (count > 0) {
        this.#pauseMs = this.settings.pollIntervalMs;
        return true;
      }
      this.#pauseMs = this.isStreaming()
        ? this.settings.backoff(this.#pauseMs)
        : this.settings.pollIntervalMs;
    } catch (error) {
      if (this.stopped.aborted) return false;
      // A busy gateway is no news to a worker that comes again.
      if (!(error instanceof GatewayError && error.code === 'RESOURCE_EXHAUSTED')) {
        this.settings.onError(error, undefined);
      }
      this.#pauseMs = this.settings.backoff(this.#pauseMs);
    }
    return false;
  }

  async #poll(): Promise<number> {
    const { type, name, timeoutMs, fetchVariables, tenantIds } = this.settings;
    const requestTimeoutMs = this.isStreaming() ? NO_WAITING : this.settings.requestTimeoutMs;
    const asked = this.capacity.reserveAll();
    let count = 0;
    try {
      const answers = this.gateway.activateJobs(
        {
          type,
          worker: name,
          timeout: timeoutMs,
          maxJobsToActivate: asked,
          ...(requestTimeoutMs === undefined ? {} : { requestTimeout: requestTimeoutMs }),
          ...(fetchVariables === undefined ? {} : { fetchVariable: fetchVariables }),
          ...(tenantIds === undefined ? {} : { tenantIds }),
        },
        { signal: this.stopped },
      );
      for await (const { jobs } of answers) {
        this.capacity.takeReserved(jobs.length, asked - count);
        count += jobs.length;
        this.accept(jobs);
      }
    } finally {
      this.capacity.releaseReserved(Math.max(0, asked - count));
    }
    return count;
  }

  async #rest(): Promise<void> {
    if (this.stopped.aborted) return;
    this.#resting = new AbortController();
    await pause(this.#pauseMs, this.#resting.signal);
  }
}
