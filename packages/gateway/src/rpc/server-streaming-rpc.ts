/** What every server-streaming call of the gateway is made of. */
import type { Caller } from '../caller.js';
import type { ServerStreamingCalls } from '../grpc/messages.js';
import type { GrpcError } from '../grpc/status.js';
import type { JobStreams } from '../jobs/job-streams.js';
import type { LongPolling } from '../jobs/long-polling.js';
import type { GatewaySettings } from '../settings.js';
import type { Tenants } from '../tenants.js';

/** What streaming calls work with. */
export interface StreamingServices {
  readonly longPolling: LongPolling;
  readonly jobStreams: JobStreams;
  readonly tenants: Tenants;
  readonly settings: GatewaySettings;
}

/** The client's end of a stream of responses. */
export interface Responses<Response> {
  /** Whether the client has gone away. */
  readonly gone: boolean;
  /** Bytes that the client has not read yet. */
  readonly unreadBytes: number;
  send(response: Response): void;
  complete(): void;
  fail(error: GrpcError): void;
  onGone(listener: () => void): void;
}

export interface ServerStreamingRpc<N extends keyof ServerStreamingCalls> {
  readonly name: N;
  /** Serves the stream. May throw a `GrpcError` before it has begun. */
  readonly handle: (
    request: ServerStreamingCalls[N]['request'],
    responses: Responses<ServerStreamingCalls[N]['response']>,
    caller: Caller,
    services: StreamingServices,
  ) => void;
}
