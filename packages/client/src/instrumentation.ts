/**
 * Hooks for tracing and metrics, such as OpenTelemetry's, without a dependency on any. None of them may throw.
 *
 * The `around` hooks run what they are given and return its result, so a span that is active meanwhile becomes the
 * parent of what happens inside.
 */
import type { StatusName } from './gateway-error.js';
import type { ActivatedJob, ServerStreamingCalls, UnaryCalls } from '@grevy/protocol/gateway-messages/client';

export type CallName = keyof UnaryCalls | keyof ServerStreamingCalls;

export interface CallInfo {
  /** As in `CompleteJob`. */
  readonly call: CallName;
  /** `host:port` of the gateway. */
  readonly address: string;
  /** Headers of the call. A hook may add some, such as `traceparent`. */
  readonly headers: Map<string, string>;
}

export interface Tracing {
  /** Around a unary call with all its attempts. */
  aroundCall?<T>(info: CallInfo, run: () => Promise<T>): Promise<T>;
  /** A stream of answers begins. What it returns is told the end: an error, or undefined. */
  streamOpened?(info: CallInfo): (error: unknown) => void;
  /** Around the handler of a job and the report of its outcome. */
  aroundJob?<T>(job: ActivatedJob, run: () => Promise<T>): Promise<T>;
}

export interface CallEnd {
  readonly call: CallName;
  /** `CANCELLED` if the caller's signal was aborted, `UNKNOWN` if no access token could be had. */
  readonly code: StatusName | 'OK';
  readonly durationMs: number;
  readonly attempts: number;
}

export interface CallRetry {
  readonly call: CallName;
  /** Why. */
  readonly code: StatusName;
  /** The attempt that failed; the first is 1. */
  readonly attempt: number;
  readonly delayMs: number;
}

export interface ClientMetrics {
  /** A unary call ended. */
  callEnded?(end: CallEnd): void;
  /** A unary call failed and is made again after the pause. */
  callRetried?(retry: CallRetry): void;
}

/** How a job came to a worker. */
export type JobSource = 'poll' | 'stream';

/**
 * How a handler left a job: `unreported` if it returned without a report (it may have made one through a client, or
 * left the job to another process), `lost` if the worker had no lease any more, or the report failed.
 */
export type JobOutcome = 'completed' | 'failed' | 'errorThrown' | 'unreported' | 'lost';

export interface JobWorkerMetrics {
  jobsActivated?(count: number, source: JobSource): void;
  jobsHandled?(count: number, outcome: JobOutcome, durationMs: number): void;
  /** Jobs that the worker has now, waiting or running; told after every change. */
  jobsActive?(count: number): void;
  /** The worker asks for jobs to be pushed, at its start and after every interruption. */
  streamOpened?(): void;
  leaseRenewed?(): void;
}
