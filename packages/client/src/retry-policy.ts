/**
 * Which failed calls are made again, and when (spec 02, section 4.2).
 *
 * Invariants: a call whose repetition could do its work twice is repeated only if it was not sent at all, or
 * the gateway refused it because it was busy; attempts and total time are bounded.
 */
import type { Backoff } from './backoff.js';
import { exponentialBackoff } from './backoff.js';
import type { GatewayError } from './gateway-error.js';
import { DEFAULT_RETRY_ATTEMPTS, DEFAULT_RETRY_TOTAL_MS } from './limits.js';
import type { UnaryCalls } from '@grevy/protocol/gateway-messages/client';

export interface RetryPolicy {
  /** How often a call is made at most, the first time included. */
  readonly maxAttempts: number;
  /** No attempt starts later than this after the first, in ms. */
  readonly maxTotalMs: number;
  /** Pause before the next attempt, given the one before (0 at first), in ms. */
  readonly backoff: Backoff;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxAttempts: DEFAULT_RETRY_ATTEMPTS,
  maxTotalMs: DEFAULT_RETRY_TOTAL_MS,
  backoff: exponentialBackoff,
};

export const NO_RETRIES: RetryPolicy = { maxAttempts: 1, maxTotalMs: 0, backoff: exponentialBackoff };

/** `false` turns retries off; what a partial policy leaves out is as in `defaults`. */
export function retryPolicy(
  option: Partial<RetryPolicy> | false | undefined,
  defaults: RetryPolicy,
): RetryPolicy {
  return option === false ? NO_RETRIES : { ...defaults, ...option };
}

/** Calls that may be made twice: the second time changes nothing, or is refused. */
const REPEATABLE_CALLS: ReadonlySet<keyof UnaryCalls> = new Set([
  'Topology',
  'DeployResource',
  'DeleteResource',
  'CancelProcessInstance',
  'SetVariables',
  'ResolveIncident',
  'EvaluateDecision',
  'CompleteJob',
  // May take the job from the worker that got it meanwhile, as the end of a lease may, too.
  'FailJob',
  'ThrowError',
  'UpdateJobRetries',
  'UpdateJobTimeout',
]);

/** Whether a request may be sent twice. A message is published once if it has an id. */
export function isRepeatable<N extends keyof UnaryCalls>(
  name: N,
  request: UnaryCalls[N]['request'],
): boolean {
  if (name === 'PublishMessage') return 'messageId' in request && Boolean(request.messageId);
  return REPEATABLE_CALLS.has(name);
}

/** Whether one more attempt may succeed, and can do no harm. */
export function isRetryable(error: GatewayError, isRepeatableRequest: boolean): boolean {
  switch (error.code) {
    case 'RESOURCE_EXHAUSTED':
      return !isTooLarge(error);
    case 'UNAVAILABLE':
      return error.isUnsent || isRepeatableRequest;
    case 'DEADLINE_EXCEEDED':
      return isRepeatableRequest;
    default:
      return false;
  }
}

/** A message beyond the size limit has the code of a busy gateway, but the call may have been done. */
function isTooLarge({ description }: GatewayError): boolean {
  return /larger than|exceeds maximum size/i.test(description);
}
