/** Makes a call again as long as its retry policy allows. */
import { GatewayError } from './gateway-error.js';
import { pause } from './pause.js';
import { isRetryable, type RetryPolicy } from './retry-policy.js';

export interface RetryPlan {
  readonly policy: RetryPolicy;
  /** Whether the request may reach the gateway twice. */
  readonly isRepeatable: boolean;
  readonly signal: AbortSignal | undefined;
  /** @param attempt that failed; the first is 1 */
  readonly onRetry: (error: GatewayError, attempt: number, delayMs: number) => void;
}

/** @throws what the last attempt throws, or the reason of the signal */
export async function withRetries<T>(attempt: () => Promise<T>, plan: RetryPlan): Promise<T> {
  const { policy, isRepeatable, signal } = plan;
  const startedMs = performance.now();
  let delayMs = 0;
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof GatewayError) || !isRetryable(error, isRepeatable)) throw error;
      delayMs = policy.backoff(delayMs);
      const nextMs = performance.now() - startedMs + delayMs;
      if (count >= policy.maxAttempts || nextMs > policy.maxTotalMs) throw error;
      plan.onRetry(error, count, delayMs);
    }
    await pause(delayMs, signal);
    signal?.throwIfAborted();
  }
}
