/** ActivateJobs: gives a worker jobs of a type, and waits for them if there are none (long polling). */
import { type Int64, durationMs } from '../grpc/int64.js';
import type { GatewaySettings } from '../settings.js';
import type { ServerStreamingRpc } from './server-streaming-rpc.js';

export const activateJobs: ServerStreamingRpc<'ActivateJobs'> = {
  name: 'ActivateJobs',
  handle: (request, responses, caller, { longPolling, tenants, settings }) => {
    const tenantIds = tenants.listOfRequest('ActivateJobs', request.tenantIds, caller);
    const stop = longPolling.serve({
      request: {
        jobType: request.type,
        worker: request.worker,
        timeoutMs: durationMs(request.timeout),
        maxJobs: request.maxJobsToActivate,
        fetchVariables: request.fetchVariable,
        tenantIds,
        authorizedTenants: tenants.authorizedFor(caller),
        waitMs: waitMs(request.requestTimeout, settings),
      },
      client: responses,
    });
    responses.onGone(stop);
  },
};

/** How long to wait for jobs: 0 stands for the default, a negative time for not at all. */
function waitMs(requestTimeout: Int64, { longPolling }: GatewaySettings): number {
  if (!longPolling.enabled) return 0;
  const requestedMs = durationMs(requestTimeout);
  return requestedMs === 0 ? longPolling.timeoutMs : Math.max(0, requestedMs);
}
