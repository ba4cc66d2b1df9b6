/**
 * The gateway's protobuf contract at run time: the codec of each call, derived from gateway.proto.
 *
 * Requests are decoded strictly: malformed wire data, a length beyond the message, invalid UTF-8 and too deep nesting
 * throw. Unknown fields are ignored, absent ones have their proto3 default, 64-bit integers stay exact.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import protobuf from 'protobufjs';
import type { ActivatedJob, ServerStreamingCalls, UnaryCalls } from './messages.js';

/** Every call by name, with its request and response. */
export type Calls = UnaryCalls & ServerStreamingCalls;

/** How the messages of one call are read and written. */
export interface CallCodec<N extends keyof Calls> {
  /** HTTP/2 path: `/gateway_protocol.Gateway/<call>`. */
  readonly path: string;
  /** @throws Error if the bytes are no such message. */
  decodeRequest(bytes: Uint8Array): Calls[N]['request'];
  encodeResponse(response: Calls[N]['response']): Uint8Array;
}

export const GATEWAY_SERVICE = 'gateway_protocol.Gateway';

const root = loadContract();
const service = root.lookupService(GATEWAY_SERVICE);
const activatedJob = root.lookupType('gateway_protocol.ActivatedJob');

function loadContract(): protobuf.Root {
  const file = createRequire(import.meta.url).resolve('@grevy/protocol/gateway.proto');
  const parsed = protobuf.parse(readFileSync(file, 'utf8'), new protobuf.Root(), { keepCase: true });
  parsed.root.resolveAll();
  giveBytesTheirDefault(parsed.root);
  return parsed.root;
}

/** The library takes an empty list for the default of absent bytes. */
function giveBytesTheirDefault(namespace: protobuf.NamespaceBase): void {
  for (const nested of namespace.nestedArray) {
    if (nested instanceof protobuf.Type) {
      const bytes = nested.fieldsArray.filter(({ type, repeated }) => type === 'bytes' && !repeated);
      for (const { name } of bytes) {
        Object.defineProperty(nested.ctor.prototype, name, { value: new Uint8Array(0), writable: true });
      }
    }
    if (nested instanceof protobuf.Namespace) giveBytesTheirDefault(nested);
  }
}

/** The codec of a call. */
export function callCodec<N extends keyof Calls>(name: N): CallCodec<N> {
  const method = service.methods[name];
  if (method === undefined) throw new Error(`gateway.proto has no call ${name}`);
  const request = service.lookupType(method.requestType);
  const response = service.lookupType(method.responseType);
  return {
    path: `/${GATEWAY_SERVICE}/${name}`,
    decodeRequest: (bytes) => request.decode(bytes) as protobuf.Message & Calls[N]['request'],
    encodeResponse: (message) => response.encode(message).finish(),
  };
}

/** Bytes of a job as a message of its own (without the tag and length around it). */
export function activatedJobSize(job: ActivatedJob): number {
  return activatedJob.encode(job).len;
}
