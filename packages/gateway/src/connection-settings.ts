/** How many connections the gateway takes, and what it expects of them (`network.*`, spec 01 §8.2 and §8.4). */
import {
  DEFAULT_MAX_CONNECTIONS,
  DEFAULT_MIN_KEEP_ALIVE_INTERVAL_MS,
  DEFAULT_SERVER_PING_INTERVAL_MS,
  MAX_TIMER_MS,
} from './limits.js';

export interface ConnectionSettings {
  /** Clients that ping more often, in ms, are sent away. */
  readonly minKeepAliveIntervalMs: number;
  /** Connections at the same time; further ones are closed at once. */
  readonly maxConnections: number;
  /** The gateway pings each connection that often, in ms, and drops the ones that do not answer. */
  readonly serverPingIntervalMs: number;
}

export const DEFAULT_CONNECTION_SETTINGS: ConnectionSettings = {
  minKeepAliveIntervalMs: DEFAULT_MIN_KEEP_ALIVE_INTERVAL_MS,
  maxConnections: DEFAULT_MAX_CONNECTIONS,
  serverPingIntervalMs: DEFAULT_SERVER_PING_INTERVAL_MS,
};

/** @throws RangeError for settings that cannot work */
export function checkConnections(settings: ConnectionSettings): void {
  const { minKeepAliveIntervalMs, maxConnections, serverPingIntervalMs } = settings;
  if (!(minKeepAliveIntervalMs > 0)) throw new RangeError('Minimum keep alive interval must be positive.');
  if (!(Number.isInteger(maxConnections) && maxConnections > 0)) {
    throw new RangeError(`network.maxConnections must be a positive integer, but was ${maxConnections}`);
  }
  if (!(serverPingIntervalMs > 0 && serverPingIntervalMs <= MAX_TIMER_MS)) {
    throw new RangeError(
      `network.serverPingInterval must be from 1 to ${MAX_TIMER_MS} ms, but was ${serverPingIntervalMs}`,
    );
  }
}
