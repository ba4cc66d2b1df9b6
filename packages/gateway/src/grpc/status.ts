/** The gRPC status of a failed call. */

/** Status codes of gRPC (https://grpc.io/docs/guides/status-codes/). */
export const StatusCode = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  INTERNAL: 13,
  UNIMPLEMENTED: 12,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;
export type StatusCode = (typeof StatusCode)[keyof typeof StatusCode];

const NAMES = new Map<number, string>(Object.entries(StatusCode).map(([name, code]) => [code, name]));

/** Name of a status code, as in logs and metrics. */
export function statusName(code: StatusCode): string {
  return NAMES.get(code) ?? String(code);
}

/** One entry of the status details: the status of one failed attempt. */
export interface StatusDetail {
  readonly code: StatusCode;
  readonly message: string;
}

/**
 * Whether the status travels in the trailer `grpc-status-details-bin` too. It always does, except for the few errors
 * that the reference produces outside of its error mapper (spec 01 §2.1).
 */
export type DetailsTrailer = 'with-details' | 'plain';

/** A call that fails with this status. Thrown by call handlers; the transport turns it into trailers. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError';

  constructor(
    readonly code: StatusCode,
    message: string,
    readonly details: readonly StatusDetail[] = [],
    readonly detailsTrailer: DetailsTrailer = 'with-details',
  ) {
    super(message);
  }
}
