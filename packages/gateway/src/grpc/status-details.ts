/**
 * The trailers of a failed call: `grpc-message` and, as `google.rpc.Status`, `grpc-status-details-bin` (spec 01 §2.1).
 *
 * Invariant: both together stay below MAX_STATUS_HEADER_BYTES, because clients drop responses with larger headers and
 * then show an error that says nothing. A longer description is cut, and says so.
 */
import protobuf from 'protobufjs/minimal.js';
import { MAX_STATUS_HEADER_BYTES } from '../limits.js';
import { percentEncoded } from './percent-encoding.js';
import type { GrpcError, StatusDetail } from './status.js';

const STATUS_TYPE_URL = 'type.googleapis.com/google.rpc.Status';
const CUT_MARK = '… (cut)';
/** Wire tags of google.rpc.Status {1 code, 2 message, 3 details} and google.protobuf.Any {1 type_url, 2 value}. */
const TAG = { code: 8, message: 18, details: 26, typeUrl: 10, value: 18 } as const;

export interface StatusTrailers {
  /** As it travels: percent-encoded. */
  readonly message: string;
  /** Serialized google.rpc.Status; undefined for the errors that go without. */
  readonly detailsBin: Uint8Array | undefined;
}

/** What to send for an error. */
export function statusTrailers(error: GrpcError): StatusTrailers {
  let trailers = trailersWith(error, wellFormed(error.message), error.details);
  if (headerBytes(trailers) <= MAX_STATUS_HEADER_BYTES) return trailers;
  // Details first lose their entries, then the description its end: as much of it as fits is found by bisection.
  trailers = trailersWith(error, wellFormed(error.message), []);
  let fits = 0;
  let tooLong = error.message.length + 1;
  if (headerBytes(trailers) <= MAX_STATUS_HEADER_BYTES) return trailers;
  while (tooLong - fits > 1) {
    const length = (fits + tooLong) >> 1;
    const candidate = trailersWith(error, wellFormed(error.message.slice(0, length)) + CUT_MARK, []);
    if (headerBytes(candidate) <= MAX_STATUS_HEADER_BYTES) {
      fits = length;
      trailers = candidate;
    } else {
      tooLong = length;
    }
  }
  return trailers;
}

function trailersWith(error: GrpcError, message: string, details: readonly StatusDetail[]): StatusTrailers {
  return {
    message: percentEncoded(message),
    detailsBin: error.detailsTrailer === 'plain' ? undefined : encodeStatus(error.code, message, details),
  };
}

/** Size of both trailers as they travel; the details in base64. */
function headerBytes({ message, detailsBin }: StatusTrailers): number {
  return message.length + Math.ceil(((detailsBin?.length ?? 0) * 4) / 3);
}

/** Replaces lone surrogates, which have no UTF-8 form. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

function encodeStatus(code: number, message: string, details: readonly StatusDetail[]): Uint8Array {
  const writer = protobuf.Writer.create().uint32(TAG.code).int32(code).uint32(TAG.message).string(message);
  for (const detail of details) {
    writer
      .uint32(TAG.details)
      .fork()
      .uint32(TAG.typeUrl)
      .string(STATUS_TYPE_URL)
      .uint32(TAG.value)
      .bytes(encodeStatus(detail.code, wellFormed(detail.message), []))
      .ldelim();
  }
  return writer.finish();
}
