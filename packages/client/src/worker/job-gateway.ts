/** What a worker needs of a client. */
import type { CallOptions } from '../gateway-channel.js';
import type { Tracing } from '../instrumentation.js';
import type { JsonMapper, Variables } from '../json-mapper.js';
import type {
  ActivateJobsRequest,
  ActivateJobsResponse,
  ActivatedJob,
  FailJobRequest,
  StreamActivatedJobsRequest,
  ThrowErrorRequest,
} from '@grevy/protocol/gateway-messages/client';

export interface JobGateway {
  readonly jsonMapper: JsonMapper;
  readonly tracing: Tracing;
  activateJobs(
    request: ActivateJobsRequest & { readonly requestTimeout?: number },
    options: CallOptions,
  ): AsyncIterable<ActivateJobsResponse>;
  streamActivatedJobs(request: StreamActivatedJobsRequest, options: CallOptions): AsyncIterable<ActivatedJob>;
  completeJob(
    request: { readonly jobKey: string; readonly variables?: Variables },
    options: CallOptions,
  ): Promise<unknown>;
  failJob(
    request: Omit<FailJobRequest, 'variables'> & { readonly variables?: Variables },
    options: CallOptions,
  ): Promise<unknown>;
  throwError(
    request: Omit<ThrowErrorRequest, 'variables'> & { readonly variables?: Variables },
    options: CallOptions,
  ): Promise<unknown>;
  updateJobTimeout(
    request: { readonly jobKey: string; readonly timeout: number },
    options: CallOptions,
  ): Promise<unknown>;
}
