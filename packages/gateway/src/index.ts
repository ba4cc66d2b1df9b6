/** `@grevy/gateway`: the gRPC service in front of the brokers. */
export {
  type AuthenticationSettings,
  DEFAULT_IDENTITY,
  type IdentitySettings,
  NO_AUTHENTICATION,
  type TenantSettings,
} from './auth/authentication-settings.js';
export { type Authenticate } from './caller.js';
export { type ConnectionSettings, DEFAULT_CONNECTION_SETTINGS } from './connection-settings.js';
export { type GatewayHandle, type GatewayLoad, type GatewayOptions, startGateway } from './gateway.js';
export { GrpcError, StatusCode, statusName } from './grpc/status.js';
export * from './limits.js';
export { type Logger } from './logger.js';
export type { GatewayObserver, ObservedCall, UnsentReason } from './observer.js';
export { DEFAULT_SETTINGS, type GatewaySettings, type LongPollingSettings } from './settings.js';
export { NO_TLS, type TlsKeys, type TlsSettings, readTlsKeys } from './tls.js';
