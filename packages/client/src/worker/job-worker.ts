/**
 * A worker for the jobs of one type: polls for them and has them pushed, within one bound, and gives them to a handler
 * (spec 02, sections 3.3 and 4.2).
 *
 * It goes on by itself when the gateway is away, and comes back after it.
 */
import type { ActivatedJob } from '@grevy/protocol/gateway-messages/client';
import { pause, sharedSignal, unlessAborted } from '../pause.js';
import type { JobGateway } from './job-gateway.js';
import { JobPoller } from './job-poller.js';
import { JobRunner } from './job-runner.js';
import { JobStream } from './job-stream.js';
import { workerSettings, type JobWorkerOptions, type JobWorkerSettings } from './job-worker-options.js';
import { WorkerCapacity } from './worker-capacity.js';

export interface CloseOptions {
  /** Jobs that are not finished after so long, in ms, are given up. Without it, every job is finished. */
  readonly deadlineMs?: number;
}

export class JobWorker {
  readonly #settings: JobWorkerSettings;
  readonly #stopped = new AbortController();
  readonly #capacity: WorkerCapacity;
  readonly #runner: JobRunner;
  readonly #drained: Promise<void>;
  readonly #gaveUp = new AbortController();
  readonly #unfinished: ActivatedJob[] = [];
  /** Resolves when the worker has ended. */
  readonly closed: Promise<void>;

  /** Starts at once. */
  constructor(gateway: JobGateway, options: JobWorkerOptions) {
    this.#settings = workerSettings(options);
    const { metrics, maxJobsActive } = this.#settings;
    this.#capacity = new WorkerCapacity(maxJobsActive, (active) => metrics.jobsActive?.(active));
    this.#runner = new JobRunner(gateway, this.#settings, this.#capacity);
    if (options.signal?.aborted === true) this.#stop();
    this.#drained = this.#run(gateway);
    this.closed = unlessAborted(this.#drained, this.#gaveUp.signal).catch((error: unknown) => {
      if (!this.#gaveUp.signal.aborted) throw error;
    });
    const stop = (): void => this.#stop();
    sharedSignal(options.signal);
    options.signal?.addEventListener('abort', stop, { once: true });
    void this.closed.then(() => options.signal?.removeEventListener('abort', stop));
  }

  /** Jobs that the worker has, waiting or running. */
  get jobsActive(): number {
    return this.#capacity.active;
  }

  /**
   * Takes no more jobs, and resolves when those that the worker has are handled and reported.
   *
   * At the deadline, jobs that have not begun go back to the gateway at once; the signals of the handlers that still run
   * are aborted, and their jobs go back when their leases end.
   * @returns the jobs that were not finished
   */
  async close({ deadlineMs }: CloseOptions = {}): Promise<readonly ActivatedJob[]> {
    this.#stop();
    if (deadlineMs !== undefined) await this.#giveUpAfter(deadlineMs);
    await this.closed;
    return this.#unfinished;
  }

  async #giveUpAfter(deadlineMs: number): Promise<void> {
    const isClosed = new AbortController();
    void this.closed.then(() => isClosed.abort());
    await pause(deadlineMs, isClosed.signal);
    if (isClosed.signal.aborted) return;
    const error = new Error(`The worker was closed, and the job not finished within ${deadlineMs} ms`);
    this.#unfinished.push(...(await this.#runner.abandon(error)));
    this.#gaveUp.abort();
  }

  #stop(): void {
    this.#stopped.abort();
    this.#capacity.wake();
  }

  async #run(gateway: JobGateway): Promise<void> {
    const { signal } = this.#stopped;
    const runner = this.#runner;
    const stream = this.#settings.hasStream
      ? new JobStream(
          gateway,
          this.#settings,
          this.#capacity,
          signal,
          (job) => runner.accept([job], 'stream'),
          () => poller.nudge(),
        )
      : undefined;
    const poller = new JobPoller(
      gateway,
      this.#settings,
      this.#capacity,
      signal,
      () => stream?.isSupported ?? false,
      (jobs) => runner.accept(jobs, 'poll'),
    );
    await Promise.all([poller.run(), stream?.run()]);
    while (this.#capacity.active > 0) await this.#capacity.changed();
  }
}
