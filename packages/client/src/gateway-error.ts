/** A call that failed: the gRPC status of the gateway, or of the connection to it. */
import { status, type ServiceError } from '@grpc/grpc-js';
import protobuf from 'protobufjs';

/** Names of the gRPC status codes (https://grpc.io/docs/guides/status-codes/), as in `NOT_FOUND`. */
export type StatusName = Exclude<keyof typeof status, 'OK'>;

/** The status of one attempt, where the gateway made several. */
export interface StatusDetail {
  readonly code: StatusName;
  readonly message: string;
}

export class GatewayError extends Error {
  override readonly name = 'GatewayError';

  constructor(
    /** The call that failed, as in `CompleteJob`. */
    readonly call: string,
    readonly code: StatusName,
    /** What the gateway said. */
    readonly description: string,
    readonly details: readonly StatusDetail[] = [],
    /** Whether the call never left because there was no connection, so that making it again can do no harm. */
    readonly isUnsent: boolean = false,
    options?: ErrorOptions,
  ) {
    super(`${call} failed with ${code}: ${description}`, options);
  }
}

const { root } = protobuf.parse(
  `syntax = "proto3";
   package google.rpc;
   message Any { string type_url = 1; bytes value = 2; }
   message Status { int32 code = 1; string message = 2; repeated Any details = 3; }`,
  { keepCase: true },
);
const statusType = root.lookupType('google.rpc.Status');
const DETAILS_HEADER = 'grpc-status-details-bin';
const DETAIL_TYPE = /\/google\.rpc\.Status$/;

/** The error of a failed call of the gRPC library. */
export function gatewayErrorOf(call: string, error: ServiceError): GatewayError {
  const trailer = error.metadata.get(DETAILS_HEADER)[0];
  const details = trailer instanceof Uint8Array ? decodeDetails(trailer) : [];
  return new GatewayError(call, statusName(error.code), error.details, details, isUnsent(error), {
    cause: error,
  });
}

/** The gRPC library says it in words only. No answer came, so the words are its own. */
function isUnsent({ code, details, metadata }: ServiceError): boolean {
  return (
    code === status.UNAVAILABLE &&
    /^(No connection established|Name resolution failed)/.test(details) &&
    Object.keys(metadata.getMap()).length === 0
  );
}

/** Details that cannot be read are left out: the status stands without them. */
function decodeDetails(trailer: Uint8Array): readonly StatusDetail[] {
  try {
    const { details } = statusMessage(trailer);
    return details
      .filter(({ type_url }) => DETAIL_TYPE.test(type_url))
      .map(({ value }) => {
        const { code, message } = statusMessage(value);
        return { code: statusName(code), message };
      });
  } catch {
    return [];
  }
}

interface StatusMessage {
  readonly code: number;
  readonly message: string;
  readonly details: readonly { readonly type_url: string; readonly value: Uint8Array }[];
}

function statusMessage(bytes: Uint8Array): StatusMessage {
  return statusType.toObject(statusType.decode(bytes), { defaults: true, arrays: true }) as StatusMessage;
}

function statusName(code: number): StatusName {
  const name: string | undefined = status[code];
  return name !== undefined && isStatusName(name) ? name : 'UNKNOWN';
}

function isStatusName(name: string): name is StatusName {
  return name !== 'OK' && name in status;
}
