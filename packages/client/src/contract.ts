/**
 * The gateway's protobuf contract at run time: how the messages of each call are written and read.
 *
 * Invariants: no 64-bit integer passes through a lossy number; a field that the contract does not know is an error, so
 * a misspelt one is noticed.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import protobuf from 'protobufjs';
import { int64Halves } from './int64.js';
import type { ServerStreamingCalls, UnaryCalls } from '@grevy/protocol/gateway-messages/client';
import { shownValue } from './shown-value.js';

/** How the messages of one call are written and read. */
export interface CallCodec<Request, Response> {
  /** HTTP/2 path: `/gateway_protocol.Gateway/<call>`. */
  readonly path: string;
  /** @throws TypeError or RangeError for a request that the contract does not allow. */
  encodeRequest(request: Request): Buffer;
  decodeResponse(bytes: Uint8Array): Response;
}

const SERVICE = 'gateway_protocol.Gateway';
const service = loadContract().lookupService(SERVICE);

function loadContract(): protobuf.Root {
  const file = createRequire(import.meta.url).resolve('@grevy/protocol/gateway.proto');
  const { root } = protobuf.parse(readFileSync(file, 'utf8'), new protobuf.Root(), { keepCase: true });
  root.resolveAll();
  return root;
}

export function unaryCodec<N extends keyof UnaryCalls>(
  name: N,
): CallCodec<UnaryCalls[N]['request'], UnaryCalls[N]['response']> {
  return codecOf(name);
}

export function streamingCodec<N extends keyof ServerStreamingCalls>(
  name: N,
): CallCodec<ServerStreamingCalls[N]['request'], ServerStreamingCalls[N]['response']> {
  return codecOf(name);
}

function codecOf<Request extends object, Response extends object>(
  name: string,
): CallCodec<Request, Response> {
  const method = service.methods[name];
  if (method === undefined) throw new TypeError(`The gateway has no call ${name}`);
  const requestType = service.lookupType(method.requestType);
  const responseType = service.lookupType(method.responseType);
  return {
    path: `/${SERVICE}/${name}`,
    encodeRequest: (request) => {
      const bytes = requestType.encode(wireMessage(requestType, request, name)).finish();
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    decodeResponse: (bytes) => answerForm(responseType, responseType.decode(bytes)) as Response,
  };
}

function wireMessage(type: protobuf.Type, message: object, path: string): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(message) as [string, unknown][]) {
    if (value === undefined) continue;
    const field = type.fields[name];
    if (field === undefined) {
      throw new TypeError(
        `${path} has no field "${name}"; it has ${Object.keys(type.fields).join(', ') || 'none'}`,
      );
    }
    const fieldPath = `${path}.${name}`;
    if (!field.repeated) wire[name] = wireValue(field, value, fieldPath);
    else if (Array.isArray(value)) wire[name] = value.map((item) => wireValue(field, item, fieldPath));
    else throw new TypeError(`Expected ${fieldPath} to be a list, but was ${shownValue(value)}`);
  }
  return wire;
}

function wireValue(field: protobuf.Field, value: unknown, path: string): unknown {
  const expected = (what: string): TypeError =>
    new TypeError(`Expected ${path} to be ${what}, but was ${shownValue(value)}`);
  switch (field.type) {
    case 'int64':
    case 'uint64':
      return int64Halves(value, path, field.type === 'uint64');
    case 'int32':
      if (typeof value === 'number' && Number.isInteger(value) && value === (value | 0)) return value;
      throw expected('a 32-bit integer');
    case 'string':
      if (typeof value === 'string') return value;
      throw expected('a string');
    case 'bool':
      if (typeof value === 'boolean') return value;
      throw expected('true or false');
    case 'bytes':
      if (value instanceof Uint8Array) return value;
      throw expected('bytes (Uint8Array)');
    default:
      if (field.resolvedType instanceof protobuf.Type && typeof value === 'object' && value !== null) {
        return wireMessage(field.resolvedType, value, path);
      }
      throw expected('an object');
  }
}

/** A decoded message as clients see it: every field is there, in the order of the contract. */
function answerForm(type: protobuf.Type, message: object): object {
  const decoded = message as Readonly<Record<string, unknown>>;
  const answer: Record<string, unknown> = {};
  for (const field of type.fieldsArray) {
    // Of alternatives, only the one that was sent is there.
    if (field.partOf && !Object.hasOwn(decoded, field.name)) continue;
    const value = decoded[field.name];
    answer[field.name] = Array.isArray(value)
      ? value.map((item: unknown) => answerValue(field, item))
      : answerValue(field, value);
  }
  return answer;
}

function answerValue(field: protobuf.Field, value: unknown): unknown {
  const { resolvedType } = field;
  if (field.type === 'int64' || field.type === 'uint64') return String(value);
  if (resolvedType instanceof protobuf.Enum) return resolvedType.valuesById[Number(value)] ?? String(value);
  if (resolvedType instanceof protobuf.Type && typeof value === 'object' && value !== null) {
    return answerForm(resolvedType, value);
  }
  return value;
}
