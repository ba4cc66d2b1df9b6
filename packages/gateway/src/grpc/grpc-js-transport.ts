/** The transport on @grpc/grpc-js. The only file that knows the library. */
import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type StatusObject,
} from '@grpc/grpc-js';
import { MAX_CALLS_PER_CONNECTION } from '../limits.js';
import { GrpcError, StatusCode } from './status.js';
import { statusTrailers } from './status-details.js';
import type { MethodHandler, ResponseStream, ServerCall, Transport } from './transport.js';

/** PEM texts of a server with TLS; with `clientCa`, clients must present a certificate signed by it. */
export interface TlsKeys {
  readonly certificateChain: Buffer;
  readonly privateKey: Buffer;
  readonly clientCa?: Buffer;
}

export interface GrpcJsTransportOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Largest request, in bytes after decompression. */
  readonly maxMessageSizeBytes: number;
  readonly tls: TlsKeys | undefined;
}

/** The server pings a connection that was idle for so long, and drops it if no answer comes (spec 01 §8.4). */
const SERVER_PING_INTERVAL_MS = 2 * 60 * 60 * 1000;
const SERVER_PING_TIMEOUT_MS = 20_000;
/** Time for cut connections to close. */
const CLOSE_RESERVE_MS = 500;
const DETAILS_HEADER = 'grpc-status-details-bin';

/**
 * Starts a server that offers the methods.
 * @throws Error if the address cannot be bound.
 */
export async function startGrpcJsTransport(
  options: GrpcJsTransportOptions,
  methods: readonly MethodHandler[],
): Promise<Transport> {
  const server = new Server({
    'grpc.max_receive_message_length': options.maxMessageSizeBytes,
    'grpc.max_send_message_length': -1,
    'grpc.max_concurrent_streams': MAX_CALLS_PER_CONNECTION,
    'grpc.keepalive_time_ms': SERVER_PING_INTERVAL_MS,
    'grpc.keepalive_timeout_ms': SERVER_PING_TIMEOUT_MS,
    'grpc.enable_channelz': 0,
  });
  for (const method of methods) register(server, method);
  const port = await bind(server, options);
  return {
    address: { host: options.host, port },
    close: (graceMs) => shutDown(server, authorityOf(options.host, port), graceMs),
  };
}

function authorityOf(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function bind(server: Server, { host, port, tls }: GrpcJsTransportOptions): Promise<number> {
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(
          tls.clientCa ?? null,
          [{ cert_chain: tls.certificateChain, private_key: tls.privateKey }],
          tls.clientCa !== undefined,
        );
  const authority = authorityOf(host, port);
  return new Promise((resolve, reject) => {
    server.bindAsync(authority, credentials, (error, boundPort) => {
      if (error === null) resolve(boundPort);
      else reject(new Error(`Cannot listen on ${authority}: ${error.message}`, { cause: error }));
    });
  });
}

/**
 * `drain` cuts the sessions that outlive the grace; `forceShutdown` alone would not, because it only knows sessions
 * that channelz counts, which is off. It is the last resort against connections that never became a session.
 */
function shutDown(server: Server, authority: string, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const lastResort = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, graceMs + CLOSE_RESERVE_MS);
    server.drain(authority, graceMs);
    server.tryShutdown(() => {
      clearTimeout(lastResort);
      resolve();
    });
  });
}

function register(server: Server, method: MethodHandler): void {
  if (method.kind === 'unary') {
    server.register<Buffer, Buffer>(
      method.path,
      (call: ServerUnaryCall<Buffer, Buffer>, callback: UnaryCallback) => {
        method.handle(call.request, new GrpcJsCall(call)).then(
          (response) => callback(null, toBuffer(response)),
          (error: unknown) => callback(statusOf(error), null),
        );
      },
      identity,
      identity,
      'unary',
    );
    return;
  }
  server.register<Buffer, Buffer>(
    method.path,
    (call: ServerWritableStream<Buffer, Buffer>) => {
      method.handle(call.request, new GrpcJsResponseStream(call));
    },
    identity,
    identity,
    'serverStream',
  );
}

type UnaryCallback = (error: Partial<StatusObject> | null, response: Buffer | null) => void;

const identity = (bytes: Buffer): Buffer => bytes;

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function statusOf(error: unknown): Partial<StatusObject> {
  // Handlers reject with GrpcErrors only; anything else is a bug, which must not hang the call.
  if (!(error instanceof GrpcError)) return { code: StatusCode.INTERNAL, details: String(error) };
  const { message, detailsBin } = statusTrailers(error);
  const metadata = new Metadata();
  if (detailsBin !== undefined) metadata.set(DETAILS_HEADER, toBuffer(detailsBin));
  return { code: error.code, details: message, metadata };
}

class GrpcJsCall implements ServerCall {
  constructor(
    private readonly call: ServerUnaryCall<Buffer, Buffer> | ServerWritableStream<Buffer, Buffer>,
  ) {}

  header(name: string): string | undefined {
    return this.call.metadata.get(name)[0]?.toString();
  }

  get cancelled(): boolean {
    return this.call.cancelled;
  }

  onCancelled(listener: () => void): void {
    if (this.call.cancelled) listener();
    else this.call.once('cancelled', listener);
  }
}

class GrpcJsResponseStream extends GrpcJsCall implements ResponseStream {
  private ended = false;
  unreadBytes = 0;

  constructor(private readonly stream: ServerWritableStream<Buffer, Buffer>) {
    super(stream);
  }

  /** The library reports the regular end of a stream as a cancellation too; that one is kept from the listener. */
  override onCancelled(listener: () => void): void {
    super.onCancelled(() => {
      if (!this.ended) listener();
    });
  }

  send(message: Uint8Array): void {
    if (this.ended || this.cancelled) return;
    this.unreadBytes += message.length;
    this.stream.write(toBuffer(message), () => {
      this.unreadBytes -= message.length;
    });
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.stream.end();
  }

  fail(error: GrpcError): void {
    if (this.ended) return;
    this.ended = true;
    this.stream.emit('error', statusOf(error));
  }
}
