/**
 * The gRPC server on HTTP/2 of the platform (ADR 29): takes connections and streams, and gives each stream to its method.
 * Frames, header compression and flow control are the platform's.
 */
import {
  type IncomingHttpHeaders,
  type SecureServerOptions,
  type ServerHttp2Session,
  type ServerHttp2Stream,
  type ServerOptions,
  constants,
  createSecureServer,
  createServer,
} from 'node:http2';
import type { Server as NetServer, Socket } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import type { ConnectionSettings } from '../connection-settings.js';
import { ConnectionGuard } from '../connections/connection-guard.js';
import { ConnectionHandover } from '../connections/connection-handover.js';
import { watchLiveness } from '../connections/liveness.js';
import { RequestBytes } from '../connections/request-bytes.js';
import { RequestIntake } from '../connections/request-intake.js';
import { UnreadResponses } from '../connections/unread-responses.js';
import { methodNotFound } from '../errors.js';
import { MAX_CALLS_PER_CONNECTION, MAX_REQUEST_HEADER_BYTES } from '../limits.js';
import type { Logger } from '../logger.js';
import type { TlsKeys } from '../tls.js';
import { type CallMemory, Http2Call, refuse } from './http2-call.js';
import { MessageInflation } from './message-inflation.js';
import { FIELD_OVERHEAD, encodingError, headerListBytes, refusalOf } from './request-headers.js';
import type { MethodHandler, Transport } from './transport.js';

export interface Http2TransportOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Largest request, in bytes after decompression. */
  readonly maxMessageSizeBytes: number;
  readonly connections: ConnectionSettings;
  readonly tls: TlsKeys | undefined;
  readonly logger: Logger;
}

const HTTP2_OPTIONS: ServerOptions = {
  settings: { maxConcurrentStreams: MAX_CALLS_PER_CONNECTION, maxHeaderListSize: MAX_REQUEST_HEADER_BYTES },
  // As many as the bytes allow.
  maxHeaderListPairs: MAX_REQUEST_HEADER_BYTES / FIELD_OVERHEAD,
  // Memory is bounded for all connections together, in bytes of requests and of unread responses.
  maxSessionMemory: Number.MAX_SAFE_INTEGER,
};

/**
 * Starts a server that offers the methods.
 * @throws Error if the address cannot be bound.
 */
export async function startHttp2Transport(
  options: Http2TransportOptions,
  methods: readonly MethodHandler[],
): Promise<Transport> {
  const { host, connections, maxMessageSizeBytes, logger } = options;
  const requestBytes = new RequestBytes(connections.maxRequestBytes);
  const intake = new RequestIntake(requestBytes, connections.requestReceiveTimeoutMs, logger);
  const memory: CallMemory = {
    maxMessageSizeBytes,
    requestBytes,
    intake,
    unreadResponses: new UnreadResponses(connections.maxUnreadResponseBytes, logger),
    inflation: new MessageInflation(maxMessageSizeBytes),
  };
  const { server, replaceTlsKeys } = createHttp2Server(options);
  const open = new OpenConnections(server);
  new ConnectionGuard(connections, logger).watch(server);
  server.on('session', (session: ServerHttp2Session) => watchLiveness(session, connections));
  const handover = new ConnectionHandover(connections);
  const serve = streamListener(methods, memory);
  server.on(
    'stream',
    (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, _flags: number, fields: string[]) => {
      stream.on('error', ignore); // it closes, and the call hears of that
      if (exceedsNewLimit(stream, fields)) {
        stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM);
        return;
      }
      const turn = handover.begun(stream, headers);
      if (turn === undefined) serve(stream, headers);
      else void turn.then(() => (stream.destroyed ? undefined : serve(stream, headers)));
    },
  );
  // A broken connection or handshake ends by itself; its calls hear of it when their streams close.
  server.on('sessionError', ignore);
  server.on('tlsClientError', ignore);
  const port = await listen(server, options).catch((error: unknown) => {
    intake.close();
    throw error;
  });
  return {
    address: { host, port },
    replaceTlsKeys,
    async close(graceMs) {
      await open.close(graceMs);
      intake.close();
    },
  };
}

function createHttp2Server({ tls, connections }: Http2TransportOptions): {
  readonly server: NetServer;
  replaceTlsKeys(keys: TlsKeys): void;
} {
  if (tls === undefined) return { server: createServer(HTTP2_OPTIONS), replaceTlsKeys: ignore };
  const clientsNeedCertificates = tls.clientCa !== undefined;
  const options: SecureServerOptions = {
    ...HTTP2_OPTIONS,
    ...contextOf(tls),
    requestCert: clientsNeedCertificates,
    rejectUnauthorized: clientsNeedCertificates,
    handshakeTimeout: connections.handshakeTimeoutMs,
    minVersion: 'TLSv1.2',
  };
  const server: TlsServer = createSecureServer(options);
  return { server, replaceTlsKeys: (keys) => server.setSecureContext(contextOf(keys)) };
}

function contextOf({ certificateChain, privateKey, clientCa }: TlsKeys) {
  return { cert: certificateChain, key: privateKey, ...(clientCa === undefined ? {} : { ca: clientCa }) };
}

/** The platform holds a client to the limit of headers as soon as it has acknowledged it, and not before. */
function exceedsNewLimit({ session }: ServerHttp2Stream, fields: readonly string[]): boolean {
  return session?.pendingSettingsAck === true && headerListBytes(fields) > MAX_REQUEST_HEADER_BYTES;
}

function streamListener(methods: readonly MethodHandler[], memory: CallMemory) {
  const methodByPath = new Map(methods.map((method) => [method.path, method]));
  return (stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void => {
    const refusal = refusalOf(headers);
    if (refusal !== undefined) {
      refuse(stream, refusal.httpStatus, refusal.error);
      return;
    }
    const path = headers[':path'] ?? '';
    const method = methodByPath.get(path);
    if (method === undefined) {
      refuse(stream, 200, methodNotFound(path));
      return;
    }
    const error = encodingError(headers);
    if (error === undefined) Http2Call.serve(stream, headers, method, memory);
    else refuse(stream, 200, error);
  };
}

function listen(server: NetServer, { host, port }: Http2TransportOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
      reject(new Error(`Cannot listen on ${authority}: ${error.message}`, { cause: error }));
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** The connections of a server, for its end. */
class OpenConnections {
  private readonly sockets = new Set<Socket>();
  private readonly sessions = new Set<ServerHttp2Session>();

  constructor(private readonly server: NetServer) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    server.on('session', (session: ServerHttp2Session) => {
      this.sessions.add(session);
      session.once('close', () => this.sessions.delete(session));
    });
  }

  /** Takes no new calls, waits for the open ones, cuts what is left after the grace. */
  close(graceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cut = setTimeout(() => {
        for (const session of this.sessions) session.destroy();
        for (const socket of this.sockets) socket.destroy();
      }, graceMs);
      this.server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      for (const session of this.sessions) session.close();
    });
  }
}

function ignore(): void {
  // Nothing to do: what matters is told in another way.
}
