/**
 * Takes the jobs that the gateway pushes (StreamActivatedJobs; spec 01, section 4.3), and registers anew whenever the
 * stream ends: by an error, by the gateway's end, by its own lifetime.
 *
 * Invariant: nothing is read while the worker has no room. What arrives then stays in the connection, and the gateway
 * gives further jobs to other workers once that is full.
 */
import { GatewayError } from '../gateway-error.js';
import { STABLE_STREAM_MS } from '../limits.js';
import type { ActivatedJob } from '@grevy/protocol/gateway-messages/client';
import { pause } from '../pause.js';
import type { JobGateway } from './job-gateway.js';
import type { JobWorkerSettings } from './job-worker-options.js';
import type { WorkerCapacity } from './worker-capacity.js';

export class JobStream {
  #isSupported = true;

  constructor(
    private readonly gateway: JobGateway,
    private readonly settings: JobWorkerSettings,
    private readonly capacity: WorkerCapacity,
    private readonly stopped: AbortSignal,
    private readonly accept: (job: ActivatedJob) => void,
    /** There may be jobs now that no stream brings. */
    private readonly onGap: () => void,
  ) {}

  /** False once the gateway said that it has no streams. */
  get isSupported(): boolean {
    return this.#isSupported;
  }

  /** Ends when the worker is stopped, or the gateway has no streams. */
  async run(): Promise<void> {
    let pauseMs = 0;
    while (!this.stopped.aborted) {
      const openedMs = performance.now();
      try {
        await this.#takeJobs();
        pauseMs = 0;
      } catch (error) {
        if (this.stopped.aborted) return;
        if (isEndOfLife(error) || performance.now() - openedMs >= STABLE_STREAM_MS) pauseMs = 0;
        if (!isEndOfLife(error)) this.settings.onError(error, undefined);
        if (error instanceof GatewayError && error.code === 'UNIMPLEMENTED') {
          this.#isSupported = false;
          this.onGap();
          return;
        }
      }
      pauseMs = this.settings.backoff(pauseMs);
      await pause(pauseMs, this.stopped);
    }
  }

  async #takeJobs(): Promise<void> {
    const { type, name, timeoutMs, fetchVariables, tenantIds, streamLifetimeMs } = this.settings;
    this.settings.metrics.streamOpened?.();
    this.onGap();
    const jobs = this.gateway.streamActivatedJobs(
      {
        type,
        worker: name,
        timeout: timeoutMs,
        ...(fetchVariables === undefined ? {} : { fetchVariable: fetchVariables }),
        ...(tenantIds === undefined ? {} : { tenantIds }),
      },
      { signal: this.stopped, timeoutMs: streamLifetimeMs },
    );
    for await (const job of jobs) {
      await this.#room();
      this.capacity.take();
      this.accept(job);
      if (this.capacity.free > 0) continue;
      await this.#room();
      // While nothing was read, jobs may have been left to the polls.
      this.onGap();
    }
  }

  async #room(): Promise<void> {
    while (this.capacity.free < 1) await this.capacity.changed();
  }
}

function isEndOfLife(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'DEADLINE_EXCEEDED';
}
