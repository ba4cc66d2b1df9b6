/** What the headers of a request say about the call (gRPC over HTTP/2, "Requests"), and why it may be refused for them. */
import type { IncomingHttpHeaders } from 'node:http2';
import { MAX_TIMER_MS } from '../limits.js';
import { GrpcError, StatusCode } from './status.js';

/** What HTTP/2 adds to the size of each header field (RFC 9113, §6.5.2). */
export const FIELD_OVERHEAD = 32;

const ENCODINGS: ReadonlySet<string | undefined> = new Set([undefined, 'identity', 'gzip']);

const MILLISECONDS_PER_UNIT: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/** A request that is no call of gRPC at all: its HTTP status says so to whoever is not a gRPC client. */
export interface Refusal {
  readonly httpStatus: number;
  readonly error: GrpcError;
}

/** Undefined for a request that may be a call. */
export function refusalOf(headers: IncomingHttpHeaders): Refusal | undefined {
  const method = headers[':method'];
  if (method !== 'POST') return refusal(405, `Method '${method}' is not supported`);
  const contentType = headers['content-type'];
  if (contentType === undefined) return refusal(415, 'Content-Type is missing from the request');
  if (!isGrpc(contentType)) return refusal(415, `Content-Type '${contentType}' is not supported`);
  return undefined;
}

function isGrpc(contentType: string): boolean {
  return contentType === 'application/grpc' || /^application\/grpc(?:[+;]|$)/i.test(contentType);
}

/** Bytes of header fields as HTTP/2 counts them (RFC 9113, §6.5.2); names and values alternate. */
export function headerListBytes(fields: readonly string[]): number {
  return (
    fields.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0) + (fields.length / 2) * FIELD_OVERHEAD
  );
}

function refusal(httpStatus: number, message: string): Refusal {
  return { httpStatus, error: new GrpcError(StatusCode.INTERNAL, message, [], 'plain') };
}

/** The error for an encoding of messages that the gateway does not read; it reads gzip (spec 01 §8.4). */
export function encodingError(headers: IncomingHttpHeaders): GrpcError | undefined {
  const encoding = headers['grpc-encoding'];
  if (typeof encoding !== 'object' && ENCODINGS.has(encoding)) return undefined;
  const message = `Can't find decompressor for ${String(encoding)}`;
  return new GrpcError(StatusCode.UNIMPLEMENTED, message, [], 'plain');
}

/** Time that the client gives the call, in ms; undefined for any time. @throws GrpcError if it cannot be read */
export function timeoutMsOf(headers: IncomingHttpHeaders): number | undefined {
  const text = headers['grpc-timeout'];
  if (text === undefined) return undefined;
  const [, amount, unit = ''] = /^(\d{1,8})([HMSmun])$/.exec(String(text)) ?? [];
  const millisecondsPerUnit = MILLISECONDS_PER_UNIT[unit];
  if (amount === undefined || millisecondsPerUnit === undefined) {
    throw new GrpcError(StatusCode.INTERNAL, `Invalid grpc-timeout: '${String(text)}'`, [], 'plain');
  }
  return Math.min(Number(amount) * millisecondsPerUnit, MAX_TIMER_MS);
}
