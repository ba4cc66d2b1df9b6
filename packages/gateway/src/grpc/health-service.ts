/**
 * The standard health service `grpc.health.v1.Health` (spec 01 §8.6). It tells whether the gateway serves; it does not
 * look at brokers, and needs no authentication.
 */
import protobuf from 'protobufjs';
import { GrpcError, StatusCode } from './status.js';
import type { MethodHandler, ResponseStream } from './transport.js';

const ServingStatus = { SERVING: 1, NOT_SERVING: 2, SERVICE_UNKNOWN: 3 } as const;
type ServingStatus = (typeof ServingStatus)[keyof typeof ServingStatus];

const { root } = protobuf.parse(
  `syntax = "proto3";
   package grpc.health.v1;
   message HealthCheckRequest { string service = 1; }
   message HealthCheckResponse {
     enum ServingStatus { UNKNOWN = 0; SERVING = 1; NOT_SERVING = 2; SERVICE_UNKNOWN = 3; }
     ServingStatus status = 1;
   }`,
);
const requestType = root.lookupType('grpc.health.v1.HealthCheckRequest');
const responseType = root.lookupType('grpc.health.v1.HealthCheckResponse');

export class HealthService {
  private status: ServingStatus = ServingStatus.NOT_SERVING;
  private final = false;
  /** Who watches a known service. */
  private readonly watchers = new Set<ResponseStream>();
  /** Who watches a service that nobody knows. */
  private readonly strangers = new Set<ResponseStream>();
  /** Names that can be asked for; the empty one is the server as a whole. */
  private readonly known: ReadonlySet<string>;
  readonly methods: readonly MethodHandler[] = [
    {
      kind: 'unary',
      path: '/grpc.health.v1.Health/Check',
      handle: async (request) => this.check(serviceOf(request)),
    },
    {
      kind: 'server-streaming',
      path: '/grpc.health.v1.Health/Watch',
      handle: (request, stream) => this.watch(request, stream),
    },
  ];

  constructor(service: string) {
    this.known = new Set(['', service]);
  }

  /** The gateway serves now. */
  serve(): void {
    if (this.final) return;
    this.status = ServingStatus.SERVING;
    this.tellWatchers();
  }

  /** The gateway does not serve any more, and never will again. */
  close(): void {
    this.final = true;
    this.status = ServingStatus.NOT_SERVING;
    this.tellWatchers();
    for (const stream of [...this.watchers, ...this.strangers]) stream.end();
    this.watchers.clear();
    this.strangers.clear();
  }

  private check(service: string): Uint8Array {
    if (this.known.has(service)) return response(this.status);
    throw new GrpcError(StatusCode.NOT_FOUND, `unknown service ${service}`, [], 'plain');
  }

  private watch(request: Uint8Array, stream: ResponseStream): void {
    let service: string;
    try {
      service = serviceOf(request);
    } catch (error) {
      if (error instanceof GrpcError) stream.fail(error);
      return;
    }
    const isKnown = this.known.has(service);
    stream.send(response(isKnown ? this.status : ServingStatus.SERVICE_UNKNOWN));
    if (this.final) {
      stream.end();
      return;
    }
    const group = isKnown ? this.watchers : this.strangers;
    group.add(stream);
    stream.onCancelled(() => group.delete(stream));
  }

  private tellWatchers(): void {
    for (const stream of this.watchers) stream.send(response(this.status));
  }
}

function response(status: ServingStatus): Uint8Array {
  return responseType.encode({ status }).finish();
}

function serviceOf(request: Uint8Array): string {
  try {
    const message = requestType.decode(request) as protobuf.Message & { readonly service: string };
    return message.service;
  } catch {
    throw new GrpcError(StatusCode.INVALID_ARGUMENT, 'The request is no HealthCheckRequest.', [], 'plain');
  }
}
