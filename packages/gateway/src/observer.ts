/** What the gateway tells about its work, for metrics (spec 01 §8.8). Every method is called on the hot path. */
import type { CommandFailureCode, RejectionType } from '@grevy/protocol';
import type { StatusCode } from './grpc/status.js';

/** A call of a service, e.g. `gateway_protocol.Gateway` and `Topology`. */
export interface ObservedCall {
  readonly service: string;
  readonly method: string;
  readonly type: 'UNARY' | 'SERVER_STREAMING';
}

export interface GatewayObserver {
  /** A call has begun: its one request was received. */
  callStarted(call: ObservedCall): void;
  /** A response was sent. */
  messageSent(call: ObservedCall): void;
  callEnded(call: ObservedCall, code: StatusCode, durationMs: number): void;
  /**
   * A broker answered a command, or did not. `requestType` is value type and intent, e.g. `JOB#COMPLETE`; `failure`
   * says why the command was not accepted.
   */
  commandEnded(
    partitionId: number,
    requestType: string,
    durationMs: number,
    failure: CommandFailureCode | RejectionType | undefined,
  ): void;
}
