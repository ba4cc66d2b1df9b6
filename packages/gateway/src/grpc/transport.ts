/**
 * The seam between the gateway's calls and gRPC on HTTP/2. It speaks bytes and statuses only, so what carries the calls
 * can be exchanged without touching one.
 */
import type { TlsKeys } from '../tls.js';
import type { GrpcError } from './status.js';

/** What a handler may know about the call it serves. */
export interface ServerCall {
  /** Value of a request header (first one), if the client sent it. */
  header(name: string): string | undefined;
  /** Whether the client has cancelled, lost its connection or exceeded its deadline. */
  readonly cancelled: boolean;
  /** Calls the listener once when the call becomes cancelled; at once if it is already. */
  onCancelled(listener: () => void): void;
}

/** The response side of a server-streaming call. After `end`, `fail` or cancellation everything is a no-op. */
export interface ResponseStream extends ServerCall {
  /** Bytes that were sent but not yet taken by the connection (the client reads slowly). */
  readonly unreadBytes: number;
  send(message: Uint8Array): void;
  end(): void;
  fail(error: GrpcError): void;
}

/** A unary call that the server offers. */
export interface UnaryMethod {
  readonly kind: 'unary';
  /** `/package.Service/Method` */
  readonly path: string;
  /** Answers the request, or rejects with a `GrpcError`. */
  readonly handle: (request: Uint8Array, call: ServerCall) => Promise<Uint8Array>;
}

/** A server-streaming call that the server offers. */
export interface ServerStreamingMethod {
  readonly kind: 'server-streaming';
  /** `/package.Service/Method` */
  readonly path: string;
  /** Serves the stream. Never throws: errors go to `stream.fail`. */
  readonly handle: (request: Uint8Array, stream: ResponseStream) => void;
}

export type MethodHandler = UnaryMethod | ServerStreamingMethod;

/** A running gRPC server. */
export interface Transport {
  /** Where it listens: the port is the real one when port 0 was asked for. */
  readonly address: { readonly host: string; readonly port: number };
  /** New connections get these keys, the open ones keep theirs. Nothing happens without TLS. */
  replaceTlsKeys(keys: TlsKeys): void;
  /** Stops accepting, waits up to `graceMs` for open calls, then cuts them. */
  close(graceMs: number): Promise<void>;
}
