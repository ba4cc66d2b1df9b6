/**
 * Keeps a job locked while its handler takes longer than the lease (UpdateJobTimeout; spec 01, section 1.4).
 *
 * Renews every half lease, so that one failed attempt does no harm, and stops when the job is done, lost, or has been
 * kept for as long as the worker may: a handler that hangs gives its job up in the end.
 */
import { GatewayError } from '../gateway-error.js';
import type { ActivatedJob } from '@grevy/protocol/gateway-messages/client';
import { pause } from '../pause.js';
import type { JobGateway } from './job-gateway.js';
import type { JobWorkerSettings } from './job-worker-options.js';

/** @param stopped when the job is done */
export async function renewLease(
  job: ActivatedJob,
  gateway: JobGateway,
  settings: JobWorkerSettings,
  stopped: AbortSignal,
  onLost: (error: GatewayError) => void,
): Promise<void> {
  const { timeoutMs, renewLeaseForMs, metrics, onError } = settings;
  const intervalMs = timeoutMs / 2;
  for (let keptMs = intervalMs; keptMs <= renewLeaseForMs; keptMs += intervalMs) {
    await pause(intervalMs, stopped);
    if (stopped.aborted) return;
    try {
      await gateway.updateJobTimeout(
        { jobKey: job.key, timeout: timeoutMs },
        { signal: stopped, timeoutMs: Math.max(1, intervalMs), retry: false },
      );
      metrics.leaseRenewed?.();
    } catch (error) {
      if (stopped.aborted) return;
      if (isLost(error)) return onLost(error);
      onError(error, job);
      if (error instanceof GatewayError && error.code === 'UNIMPLEMENTED') return;
    }
  }
}

/** The job is gone, or is nobody's because its lease ended. */
function isLost(error: unknown): error is GatewayError {
  return (
    error instanceof GatewayError && (error.code === 'NOT_FOUND' || error.code === 'FAILED_PRECONDITION')
  );
}
