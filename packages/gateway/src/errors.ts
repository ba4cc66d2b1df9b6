/**
 * The error catalogue of the gateway: every error that it produces itself, with code and text (spec 01 §2.2, §4, §7).
 * Texts are part of the protocol: clients and their tests match on them.
 */
import { rejectionMessage } from '@grevy/protocol';
import type { CommandOutcome } from '@grevy/protocol';
import { GrpcError, StatusCode, type StatusDetail } from './grpc/status.js';
import { MAX_OPEN_JOB_STREAMS, MAX_OPEN_POLLS } from './limits.js';

type Rejected = Extract<CommandOutcome, { kind: 'rejected' }>;
type Failed = Extract<CommandOutcome, { kind: 'failed' }>;

/** The engine rejected the command. */
export function rejected({ intent, rejectionType, reason }: Omit<Rejected, 'kind'>): GrpcError {
  return new GrpcError(codeOfRejection(rejectionType), rejectionMessage(intent, rejectionType, reason));
}

function codeOfRejection(rejectionType: Rejected['rejectionType']): StatusCode {
  switch (rejectionType) {
    case 'INVALID_ARGUMENT':
      return StatusCode.INVALID_ARGUMENT;
    case 'NOT_FOUND':
      return StatusCode.NOT_FOUND;
    case 'ALREADY_EXISTS':
      return StatusCode.ALREADY_EXISTS;
    case 'INVALID_STATE':
      return StatusCode.FAILED_PRECONDITION;
    case 'PROCESSING_ERROR':
      return StatusCode.INTERNAL;
    default:
      return StatusCode.UNKNOWN;
  }
}

/** The command got no answer of the engine. */
export function failed({ code, message }: Omit<Failed, 'kind'>): GrpcError {
  switch (code) {
    case 'RESOURCE_EXHAUSTED':
      return new GrpcError(StatusCode.RESOURCE_EXHAUSTED, message);
    case 'MALFORMED_REQUEST':
      return invalidArgument(message);
    case 'PARTITION_LEADER_MISMATCH':
    case 'CONNECTION':
      return new GrpcError(StatusCode.UNAVAILABLE, message);
    case 'TIMEOUT':
      return new GrpcError(StatusCode.DEADLINE_EXCEEDED, `Time out between gateway and broker: ${message}`);
    case 'INTERNAL_ERROR':
      return new GrpcError(
        StatusCode.INTERNAL,
        `Unexpected error occurred between gateway and broker (code: ${code}) (message: ${message})`,
      );
  }
}

/** Neither a leader nor an answer turned up within the request timeout. */
export function noAnswerWithin(timeoutMs: number): GrpcError {
  return failed({ code: 'TIMEOUT', message: `Request timed out after ${isoDuration(timeoutMs)}` });
}

export function partitionNotFound(partitionId: number): GrpcError {
  return new GrpcError(
    StatusCode.UNAVAILABLE,
    `Expected to execute command on partition ${partitionId}, but either it does not exist, or the gateway is not yet aware of it`,
  );
}

export function noTopologyForCreate(): GrpcError {
  return new GrpcError(
    StatusCode.UNAVAILABLE,
    'Expected to send the request to a partition in the topology, but gateway does not know broker topology. Please try again later. If the error persists contact your zeebe operator.',
  );
}

export function noTopologyForMessage(correlationKey: string): GrpcError {
  return new GrpcError(
    StatusCode.UNAVAILABLE,
    `Expected to pick partition for message with correlation key '${correlationKey}', but no topology is available`,
  );
}

/** Every partition was tried; each attempt's error is a detail. */
export function allPartitionsFailed(attempts: readonly StatusDetail[]): GrpcError {
  return new GrpcError(
    StatusCode.RESOURCE_EXHAUSTED,
    'Expected to execute the command on one of the partitions, but all failed; there are no more partitions available to retry. Please try again. If the error persists contact your zeebe operator',
    attempts,
  );
}

export function invalidArgument(message: string): GrpcError {
  return new GrpcError(StatusCode.INVALID_ARGUMENT, message);
}

/** The request is no protobuf message of its type. */
export function malformedRequest(rpc: string, cause: string): GrpcError {
  return invalidArgument(
    `Expected to read a ${rpc} request, but it is not a valid protobuf message: ${cause}`,
  );
}

export function multiTenancyDisabled(rpc: string, tenantId: string): GrpcError {
  return invalidArgument(tenantFrame(rpc, tenantId, 'multi-tenancy is disabled'));
}

export function tenantMissing(rpc: string, tenantId: string): GrpcError {
  return invalidArgument(tenantFrame(rpc, tenantId, 'no tenant identifier was provided.'));
}

export function tenantTooLong(rpc: string, tenantId: string): GrpcError {
  return invalidArgument(tenantFrame(rpc, tenantId, 'tenant identifier is longer than 31 characters'));
}

export function tenantIllegal(rpc: string, tenantId: string): GrpcError {
  return invalidArgument(tenantFrame(rpc, tenantId, 'tenant identifier contains illegal characters'));
}

export function tenantsUnknown(rpc: string, tenantId: string): GrpcError {
  return invalidArgument(
    tenantFrame(rpc, tenantId, 'tenant could not be retrieved from the request context'),
  );
}

export function tenantNotAuthorized(rpc: string, tenantId: string): GrpcError {
  return new GrpcError(
    StatusCode.PERMISSION_DENIED,
    tenantFrame(rpc, tenantId, 'tenant is not authorized to perform this request'),
  );
}

export function tenantListMissing(rpc: string): GrpcError {
  return invalidArgument(
    `Expected to handle gRPC request ${rpc} with tenant identifiers '[]', but no tenant identifiers were provided.`,
  );
}

function tenantFrame(rpc: string, tenantId: string, detail: string): string {
  return `Expected to handle gRPC request ${rpc} with tenant identifier '${tenantId}', but ${detail}`;
}

/** Nobody offers a call of this path, `/service/method` (spec 01 §1). */
export function methodNotFound(path: string): GrpcError {
  return new GrpcError(StatusCode.UNIMPLEMENTED, `Method not found: ${path.slice(1)}`, [], 'plain');
}

/** A request that is larger than one may be (spec 01 §8.4). */
export function messageTooLarge(bytes: number, maxMessageSizeBytes: number): GrpcError {
  const message = `gRPC message exceeds maximum size ${maxMessageSizeBytes}: ${bytes}`;
  return new GrpcError(StatusCode.RESOURCE_EXHAUSTED, message, [], 'plain');
}

/** The deadline that the client gave the call has passed. */
export function deadlineExceeded(): GrpcError {
  return new GrpcError(StatusCode.DEADLINE_EXCEEDED, 'Deadline exceeded', [], 'plain');
}

/** A compressed request that unpacks to more than a request may have. */
export function inflatedMessageTooLarge(maxMessageSizeBytes: number): GrpcError {
  return new GrpcError(
    StatusCode.RESOURCE_EXHAUSTED,
    `Decompressed gRPC message exceeds maximum size ${maxMessageSizeBytes}`,
    [],
    'plain',
  );
}

export function compressedMessageInvalid(): GrpcError {
  return new GrpcError(StatusCode.INTERNAL, 'Failed to decompress message', [], 'plain');
}

/** The requests that are served already hold as many bytes as they may. */
export function tooManyRequestBytes(maxBytes: number): GrpcError {
  return new GrpcError(
    StatusCode.RESOURCE_EXHAUSTED,
    `Expected to hold requests of at most ${maxBytes} bytes at the same time, but there are more. Please try again later.`,
    [],
    'plain',
  );
}

/** The call has no bearer token (authentication mode `identity`, spec 01 §7.3). */
export function bearerTokenMissing(): GrpcError {
  return unauthenticated('Expected bearer token at header with key [authorization], but found nothing');
}

/** The token is malformed, expired, not from the issuer or not for this audience. Which one is told to the log only. */
export function bearerTokenInvalid(): GrpcError {
  return unauthenticated('Failed to parse bearer token, see cause for details');
}

export function tenantsNotProvided(): GrpcError {
  return unauthenticated('Expected Identity to provide authorized tenants, see cause for details');
}

function unauthenticated(message: string): GrpcError {
  return new GrpcError(StatusCode.UNAUTHENTICATED, message, [], 'plain');
}

/** No job was found, and a broker was too busy to look. */
export function activationExhausted(jobType: string): GrpcError {
  return new GrpcError(
    StatusCode.RESOURCE_EXHAUSTED,
    `Expected to activate jobs of type '${jobType}', but no jobs available and at least one broker returned 'RESOURCE_EXHAUSTED'. Please try again later.`,
  );
}

export function tooManyPolls(): GrpcError {
  return new GrpcError(
    StatusCode.RESOURCE_EXHAUSTED,
    `Expected to wait for jobs, but ${MAX_OPEN_POLLS} requests wait at this gateway already. Use fewer workers or add a gateway.`,
  );
}

export function tooManyJobStreams(): GrpcError {
  return new GrpcError(
    StatusCode.RESOURCE_EXHAUSTED,
    `Expected to open a job stream, but ${MAX_OPEN_JOB_STREAMS} streams are open at this gateway already. Use fewer workers or add a gateway.`,
  );
}

/** Text of an activation whose client went away; also the reason with which its jobs are handed back. */
export const CLIENT_GONE = 'Failed to send activated jobs to client';

export function clientGone(): GrpcError {
  return new GrpcError(StatusCode.CANCELLED, CLIENT_GONE);
}

export function streamTypeBlank(): GrpcError {
  return streamError('Expected to stream activated jobs with type to be present, but it was blank');
}

export function streamTimeoutInvalid(timeout: string): GrpcError {
  return streamError(
    `Expected to stream activated jobs with timeout to be greater than zero, but it was ${timeout}`,
  );
}

function streamError(message: string): GrpcError {
  return new GrpcError(StatusCode.INVALID_ARGUMENT, message, [], 'plain');
}

export function streamRegistrationFailed(cause: string): GrpcError {
  return new GrpcError(
    StatusCode.UNAVAILABLE,
    `Failed to register new job stream\nCause: ${cause}`,
    [],
    'plain',
  );
}

export function shuttingDown(): GrpcError {
  return new GrpcError(
    StatusCode.UNAVAILABLE,
    'The gateway is shutting down. Please try again later.',
    [],
    'plain',
  );
}

/** Anything that nobody foresaw. */
export function unexpected(message: string): GrpcError {
  return new GrpcError(
    StatusCode.INTERNAL,
    `Unexpected error occurred during the request processing: ${message}`,
  );
}

/** A duration in the ISO-8601 form of the messages: `PT15S`, `PT0.5S`, `PT1H30M`. */
export function isoDuration(durationMs: number): string {
  const totalSeconds = Math.floor(durationMs / 1000);
  const hours = Math.floor(totalSeconds / 3600);
  const minutes = Math.floor(totalSeconds / 60) % 60;
  const seconds = (totalSeconds % 60) + (durationMs % 1000) / 1000;
  const secondsText = String(Math.round(seconds * 1000) / 1000);
  const text = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds > 0 ? `${secondsText}S` : ''}`;
  return `PT${text === '' ? '0S' : text}`;
}
