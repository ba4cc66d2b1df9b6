/** The options of a job worker, and what they are when they are left out. */
import { exponentialBackoff, type Backoff } from '../backoff.js';
import type { JobWorkerMetrics } from '../instrumentation.js';
import {
  DEFAULT_JOB_TIMEOUT_MS,
  DEFAULT_MAX_JOBS_ACTIVE,
  DEFAULT_POLL_INTERVAL_MS,
  DEFAULT_POLL_THRESHOLD,
  DEFAULT_STREAM_LIFETIME_MS,
} from '../limits.js';
import type { ActivatedJob } from '@grevy/protocol/gateway-messages/client';
import type { JobContext } from './job-context.js';

/**
 * Handles a job: completes or fails it, through the context or a client. With `autoComplete`, the job is completed with
 * what the promise resolves to, an object or the JSON text of one, as its variables. A rejection fails the job with one
 * retry less.
 */
export type JobHandler = (job: ActivatedJob, context: JobContext) => Promise<unknown>;

export interface JobWorkerOptions {
  readonly type: string;
  readonly handler: JobHandler;
  readonly autoComplete?: boolean;
  /** Name by which jobs and records show the worker. */
  readonly name?: string;
  /** How long a job is locked, in ms. */
  readonly timeoutMs?: number;
  /**
   * Leases of jobs that are waiting or running are renewed every half `timeoutMs`, for so long, in ms. By default they
   * are not.
   */
  readonly renewLeaseForMs?: number;
  /** Jobs that the worker has at the same time, waiting or running, polled or pushed. */
  readonly maxJobsActive?: number;
  /** Handlers that run at the same time; as many as there may be jobs by default. */
  readonly concurrency?: number;
  /** Whether the gateway pushes new jobs, beside polls for those that were there before. */
  readonly stream?: boolean;
  /** A stream is opened anew after so long, in ms. */
  readonly streamLifetimeMs?: number;
  /** Pause after a poll that brought no job, in ms. With a stream it grows as `backoff` says. */
  readonly pollIntervalMs?: number;
  /** The worker polls when it has at most this share of `maxJobsActive`. */
  readonly pollThreshold?: number;
  /** How long a poll waits at the gateway, in ms. With a stream it does not wait. */
  readonly requestTimeoutMs?: number;
  readonly fetchVariables?: readonly string[];
  readonly tenantIds?: readonly string[];
  /** Pause after a failed poll or a broken stream. */
  readonly backoff?: Backoff;
  /** Closes the worker when it is aborted, as `close()` does. */
  readonly signal?: AbortSignal;
  /** Is told what nobody else sees: failed polls, broken streams, and jobs whose end could not be reported. */
  readonly onError?: (error: unknown, job: ActivatedJob | undefined) => void;
  readonly metrics?: JobWorkerMetrics;
}

/** Options without gaps. */
export interface JobWorkerSettings {
  readonly type: string;
  readonly handler: JobHandler;
  readonly autoComplete: boolean;
  readonly name: string;
  readonly timeoutMs: number;
  readonly renewLeaseForMs: number;
  readonly maxJobsActive: number;
  readonly concurrency: number;
  readonly hasStream: boolean;
  readonly streamLifetimeMs: number;
  readonly pollIntervalMs: number;
  /** Jobs, not a share. */
  readonly pollThreshold: number;
  readonly requestTimeoutMs: number | undefined;
  readonly fetchVariables: readonly string[] | undefined;
  readonly tenantIds: readonly string[] | undefined;
  readonly backoff: Backoff;
  readonly onError: (error: unknown, job: ActivatedJob | undefined) => void;
  readonly metrics: JobWorkerMetrics;
}

/** @throws RangeError for a number that makes no sense */
export function workerSettings(options: JobWorkerOptions): JobWorkerSettings {
  const maxJobsActive = atLeastOne('maxJobsActive', options.maxJobsActive ?? DEFAULT_MAX_JOBS_ACTIVE);
  const pollThreshold = Math.round(maxJobsActive * (options.pollThreshold ?? DEFAULT_POLL_THRESHOLD));
  return {
    type: options.type,
    handler: options.handler,
    autoComplete: options.autoComplete ?? false,
    name: options.name ?? 'default',
    timeoutMs: atLeastOne('timeoutMs', options.timeoutMs ?? DEFAULT_JOB_TIMEOUT_MS),
    renewLeaseForMs: options.renewLeaseForMs ?? 0,
    maxJobsActive,
    concurrency: atLeastOne('concurrency', options.concurrency ?? maxJobsActive),
    hasStream: options.stream ?? false,
    streamLifetimeMs: options.streamLifetimeMs ?? DEFAULT_STREAM_LIFETIME_MS,
    pollIntervalMs: options.pollIntervalMs ?? DEFAULT_POLL_INTERVAL_MS,
    pollThreshold: Math.min(pollThreshold, maxJobsActive - 1),
    requestTimeoutMs: options.requestTimeoutMs,
    fetchVariables: options.fetchVariables,
    tenantIds: options.tenantIds,
    backoff: options.backoff ?? exponentialBackoff,
    onError: options.onError ?? (() => undefined),
    metrics: options.metrics ?? {},
  };
}

function atLeastOne(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`Expected ${name} to be an integer of at least 1, but was ${value}`);
}
