// @grevy/client: a client of the gateway, and a job worker.
export {
  CLIENT_VERSION,
  DEFAULT_AUTHORIZATION_URL,
  type ClientOptions,
  type ClientSettings,
  type OAuthOptions,
} from './client-settings.js';
export type { CredentialsProvider } from './credentials-provider.js';
export type { CallOptions } from './gateway-channel.js';
export { GatewayError, type StatusDetail, type StatusName } from './gateway-error.js';
export { GrevyClient, type WithVariables } from './grevy-client.js';
export type { Int64Input } from './int64.js';
export {
  JobWorker,
  exponentialBackoff,
  type JobGateway,
  type JobHandler,
  type JobWorkerMetrics,
  type JobWorkerOptions,
} from './job-worker.js';
export type { JsonMapper, Variables } from './json-mapper.js';
export type * from './messages.js';
export { DEFAULT_TOKEN_CACHE_FILE } from './oauth/token-cache.js';
