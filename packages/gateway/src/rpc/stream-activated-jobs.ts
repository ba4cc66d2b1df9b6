/** StreamActivatedJobs: pushes jobs to a worker as they become available, until the worker leaves. */
import { streamTimeoutInvalid, streamTypeBlank } from '../errors.js';
import { durationMs, int64Text } from '../grpc/int64.js';
import { MAX_UNREAD_PUSH_BYTES } from '../limits.js';
import type { ServerStreamingRpc } from './server-streaming-rpc.js';

export const streamActivatedJobs: ServerStreamingRpc<'StreamActivatedJobs'> = {
  name: 'StreamActivatedJobs',
  handle: (request, responses, caller, { jobStreams, tenants }) => {
    const tenantIds = tenants.listOfRequest('StreamActivatedJobs', request.tenantIds, caller);
    if (request.type.trim() === '') throw streamTypeBlank();
    const timeoutMs = durationMs(request.timeout);
    if (timeoutMs < 1) throw streamTimeoutInvalid(int64Text(request.timeout));
    const stop = jobStreams.serve(
      {
        jobType: request.type,
        worker: request.worker,
        timeoutMs,
        fetchVariables: request.fetchVariable,
        tenantIds,
      },
      {
        get blocked() {
          return responses.gone || responses.unreadBytes > MAX_UNREAD_PUSH_BYTES;
        },
        send: (job) => responses.send(job),
        fail: (error) => responses.fail(error),
      },
    );
    responses.onGone(stop);
  },
};
