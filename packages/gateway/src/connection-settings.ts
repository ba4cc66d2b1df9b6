/** How many connections the gateway takes, and what it expects of them (`network.*`, spec 01 §8.2 and §8.4). */
import {
  DEFAULT_HANDSHAKE_TIMEOUT_MS,
  DEFAULT_MAX_CONNECTIONS,
  DEFAULT_MAX_REQUEST_BYTES,
  DEFAULT_MAX_UNREAD_RESPONSE_BYTES,
  DEFAULT_MIN_KEEP_ALIVE_INTERVAL_MS,
  DEFAULT_REQUEST_RECEIVE_TIMEOUT_MS,
  DEFAULT_SERVER_PING_INTERVAL_MS,
  DEFAULT_SERVER_PING_TIMEOUT_MS,
  MAX_TIMER_MS,
} from './limits.js';

export interface ConnectionSettings {
  /** Clients that ping more often, in ms, are sent away. */
  readonly minKeepAliveIntervalMs: number;
  /** Connections at the same time; further ones are closed at once. */
  readonly maxConnections: number;
  /** The gateway pings each connection that often, in ms. */
  readonly serverPingIntervalMs: number;
  /** A connection that does not answer a ping of the gateway for so long, in ms, is dropped. */
  readonly serverPingTimeoutMs: number;
  /** Time for a new connection to finish the handshakes of TLS and of HTTP/2, in ms. */
  readonly handshakeTimeoutMs: number;
  /** Time from the headers of a request to its last byte, in ms; a slower one is reset. */
  readonly requestReceiveTimeoutMs: number;
  /** Bytes of all requests that are being received or served; while there are more, further ones are refused. */
  readonly maxRequestBytes: number;
  /** Bytes of all responses that clients have not read; when there are more, the slowest connection is cut. */
  readonly maxUnreadResponseBytes: number;
}

export const DEFAULT_CONNECTION_SETTINGS: ConnectionSettings = {
  minKeepAliveIntervalMs: DEFAULT_MIN_KEEP_ALIVE_INTERVAL_MS,
  maxConnections: DEFAULT_MAX_CONNECTIONS,
  serverPingIntervalMs: DEFAULT_SERVER_PING_INTERVAL_MS,
  serverPingTimeoutMs: DEFAULT_SERVER_PING_TIMEOUT_MS,
  handshakeTimeoutMs: DEFAULT_HANDSHAKE_TIMEOUT_MS,
  requestReceiveTimeoutMs: DEFAULT_REQUEST_RECEIVE_TIMEOUT_MS,
  maxRequestBytes: DEFAULT_MAX_REQUEST_BYTES,
  maxUnreadResponseBytes: DEFAULT_MAX_UNREAD_RESPONSE_BYTES,
};

/** @throws RangeError for settings that cannot work, with the name of the setting */
export function checkConnections(settings: ConnectionSettings): void {
  if (!(settings.minKeepAliveIntervalMs > 0))
    throw new RangeError('Minimum keep alive interval must be positive.');
  checkInteger('maxConnections', settings.maxConnections, Number.MAX_SAFE_INTEGER);
  checkInteger('serverPingInterval', settings.serverPingIntervalMs, MAX_TIMER_MS);
  checkInteger('serverPingTimeout', settings.serverPingTimeoutMs, MAX_TIMER_MS);
  checkInteger('handshakeTimeout', settings.handshakeTimeoutMs, MAX_TIMER_MS);
  checkInteger('requestReceiveTimeout', settings.requestReceiveTimeoutMs, MAX_TIMER_MS);
  checkInteger('maxRequestBytes', settings.maxRequestBytes, Number.MAX_SAFE_INTEGER);
  checkInteger('maxUnreadResponseBytes', settings.maxUnreadResponseBytes, Number.MAX_SAFE_INTEGER);
}

function checkInteger(name: string, value: number, max: number): void {
  if (Number.isInteger(value) && value > 0 && value <= max) return;
  throw new RangeError(`network.${name} must be an integer from 1 to ${max}, but was ${value}`);
}
