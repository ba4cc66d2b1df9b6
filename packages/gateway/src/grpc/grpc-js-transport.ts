/** The transport on @grpc/grpc-js, with the limits of connections that the library leaves to us. */
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { ConnectionSettings } from '../connection-settings.js';
import { ConnectionGuard } from '../connections/connection-guard.js';
import { RequestBytes } from '../connections/request-bytes.js';
import { RequestIntake } from '../connections/request-intake.js';
import { UnreadResponses } from '../connections/unread-responses.js';
import { MAX_CALLS_PER_CONNECTION, MAX_REQUEST_HEADER_BYTES } from '../limits.js';
import type { Logger } from '../logger.js';
import type { TlsKeys } from '../tls.js';
import { registerMethod } from './grpc-js-methods.js';
import { addHttp2Options, http2ServersOf } from './grpc-js-servers.js';
import { MessageInflation, hideCompression } from './message-inflation.js';
import { TlsCredentials } from './tls-credentials.js';
import type { MethodHandler, Transport } from './transport.js';
import { leadUnknownMethod, unknownMethod } from './unknown-method.js';

export interface GrpcJsTransportOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Largest request, in bytes after decompression. */
  readonly maxMessageSizeBytes: number;
  readonly connections: ConnectionSettings;
  readonly tls: TlsKeys | undefined;
  readonly logger: Logger;
}

/** Time for cut connections to close. */
const CLOSE_RESERVE_MS = 500;

/**
 * Starts a server that offers the methods.
 * @throws Error if the address cannot be bound.
 */
export async function startGrpcJsTransport(
  options: GrpcJsTransportOptions,
  methods: readonly MethodHandler[],
): Promise<Transport> {
  const { host, connections, maxMessageSizeBytes, logger } = options;
  const server = new Server({
    'grpc.max_receive_message_length': maxMessageSizeBytes,
    'grpc.max_send_message_length': -1,
    'grpc.keepalive_time_ms': connections.serverPingIntervalMs,
    'grpc.keepalive_timeout_ms': connections.serverPingTimeoutMs,
    'grpc.enable_channelz': 0,
  });
  addHttp2Options(server, {
    settings: { maxConcurrentStreams: MAX_CALLS_PER_CONNECTION, maxHeaderListSize: MAX_REQUEST_HEADER_BYTES },
  });
  const requestBytes = new RequestBytes(connections.maxRequestBytes);
  const unreadResponses = new UnreadResponses(connections.maxUnreadResponseBytes, logger);
  const inflation = new MessageInflation(maxMessageSizeBytes);
  for (const method of [...methods, unknownMethod]) {
    registerMethod(server, method, { requestBytes, unreadResponses, inflation });
  }
  const knownPaths = new Set(methods.map(({ path }) => path));

  const credentials =
    options.tls === undefined ? undefined : new TlsCredentials(options.tls, connections.handshakeTimeoutMs);
  const port = await bind(server, authorityOf(host, options.port), credentials);
  const guard = new ConnectionGuard(connections, logger);
  const intake = new RequestIntake(requestBytes, connections.requestReceiveTimeoutMs, logger);
  for (const http2Server of http2ServersOf(server)) {
    http2Server.prependListener('stream', (_stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
      hideCompression(headers);
      leadUnknownMethod(headers, knownPaths);
    });
    guard.watch(http2Server);
    intake.watch(http2Server);
    unreadResponses.watch(http2Server);
  }
  return {
    address: { host, port },
    replaceTlsKeys: (keys) => credentials?.replace(keys),
    async close(graceMs) {
      await shutDown(server, authorityOf(host, port), graceMs);
      intake.close();
    },
  };
}

function authorityOf(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function bind(server: Server, authority: string, credentials: TlsCredentials | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(authority, credentials ?? ServerCredentials.createInsecure(), (error, boundPort) => {
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
