/** The settings of a gateway, with the names and defaults of spec 01 §8.2. */
import {
  type AuthenticationSettings,
  NO_AUTHENTICATION,
  checkAuthentication,
} from './auth/authentication-settings.js';
import {
  DEFAULT_CONNECTION_SETTINGS,
  type ConnectionSettings,
  checkConnections,
} from './connection-settings.js';
import { DEFAULT_MAX_MESSAGE_SIZE_BYTES } from './limits.js';

export interface LongPollingSettings {
  readonly enabled: boolean;
  /** How long a request without `requestTimeout` waits for jobs, in ms. */
  readonly timeoutMs: number;
  /** After so long without any attempt for a type, one waiting request tries again, in ms. */
  readonly probeTimeoutMs: number;
  /** After so many empty answers in a row, waiting requests are woken by news and probes only. */
  readonly minEmptyResponses: number;
}

export interface GatewaySettings {
  /** Answered by Topology. Some clients parse it as a semantic version. */
  readonly gatewayVersion: string;
  /** How long the gateway waits for a broker's answer, in ms. */
  readonly requestTimeoutMs: number;
  /** Largest request, and largest ActivateJobs response, in bytes. */
  readonly maxMessageSizeBytes: number;
  readonly longPolling: LongPollingSettings;
  readonly multiTenancyEnabled: boolean;
  readonly authentication: AuthenticationSettings;
  readonly connections: ConnectionSettings;
}

export const DEFAULT_SETTINGS: GatewaySettings = {
  gatewayVersion: '8.3.13',
  requestTimeoutMs: 15_000,
  maxMessageSizeBytes: DEFAULT_MAX_MESSAGE_SIZE_BYTES,
  longPolling: { enabled: true, timeoutMs: 10_000, probeTimeoutMs: 10_000, minEmptyResponses: 3 },
  multiTenancyEnabled: false,
  authentication: NO_AUTHENTICATION,
  connections: DEFAULT_CONNECTION_SETTINGS,
};

/**
 * Fails for settings that cannot work.
 * @throws RangeError with the text of the reference.
 */
export function checkSettings(settings: GatewaySettings): void {
  if (!(settings.maxMessageSizeBytes > 0)) throw new RangeError('maxMessageSize must be positive');
  if (!(settings.requestTimeoutMs > 0)) throw new RangeError('requestTimeout must be positive');
  if (!(settings.longPolling.timeoutMs > 0)) throw new RangeError('longPolling.timeout must be positive');
  if (!(settings.longPolling.probeTimeoutMs > 0)) {
    throw new RangeError('longPolling.probeTimeout must be positive');
  }
  checkAuthentication(settings.authentication);
  checkConnections(settings.connections);
}
