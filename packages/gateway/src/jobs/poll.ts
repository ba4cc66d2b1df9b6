/** One ActivateJobs request while it is open. */
import type { ActivateJobsResponse } from '../grpc/messages.js';
import type { GrpcError } from '../grpc/status.js';

/** What the client wants. */
export interface PollRequest {
  readonly jobType: string;
  readonly worker: string;
  /** How long the jobs are locked, in ms. */
  readonly timeoutMs: number;
  readonly maxJobs: number;
  readonly fetchVariables: readonly string[];
  readonly tenantIds: readonly string[];
  readonly authorizedTenants: readonly string[];
  /** How long to wait for jobs if there are none, in ms; 0 for not at all. */
  readonly waitMs: number;
}

/** The client's end of the request. */
export interface PollClient {
  /** Whether the client has gone away. */
  readonly gone: boolean;
  /** Throws if the response cannot be sent. */
  send(response: ActivateJobsResponse): void;
  complete(): void;
  fail(error: GrpcError): void;
}

export interface Poll {
  readonly request: PollRequest;
  readonly client: PollClient;
}
