/** `@grevy/gateway`: the gRPC service in front of the brokers. */
export { type Authenticate } from './caller.js';
export { type GatewayHandle, type GatewayLoad, type GatewayOptions, startGateway } from './gateway.js';
export { type TlsKeys } from './grpc/grpc-js-transport.js';
export { GrpcError, StatusCode, statusName } from './grpc/status.js';
export * from './limits.js';
export { type Logger } from './logger.js';
export type { GatewayObserver, ObservedCall } from './observer.js';
export { DEFAULT_SETTINGS, type GatewaySettings, type LongPollingSettings } from './settings.js';
