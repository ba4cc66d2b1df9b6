/** What the gateway tells about its work, for metrics (spec 01 §8.8). Every method is called on the hot path. */
import type { CommandFailureCode, RejectionType, ValueType } from '@grevy/protocol';
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
  /** A command was sent to nobody. `partitionId` is 0 when none was chosen yet. */
  commandNotSent(partitionId: number, requestType: string, reason: UnsentReason): void;
  /** A job was pushed to the gateway; `taken` tells whether a client took it. */
  jobPushed(taken: boolean): void;
  /** A client has joined or left a job stream, which has so many now. */
  jobStreamChanged(clients: number): void;
}

/** TIMEOUT: the partition had no leader in time. */
export type UnsentReason = 'PARTITION_NOT_FOUND' | 'NO_TOPOLOGY' | 'TIMEOUT';

/** A command as metrics name it, e.g. `JOB#COMPLETE`. */
export function requestTypeOf(valueType: ValueType, intent: string): string {
  return `${valueType}#${intent}`;
}
