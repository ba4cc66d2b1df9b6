// @grevy/client: a client of the gateway, and a job worker.
export { exponentialBackoff, type Backoff } from './backoff.js';
export {
  CLIENT_VERSION,
  DEFAULT_AUTHORIZATION_URL,
  type ClientOptions,
  type ClientSettings,
  type CloudCluster,
  type OAuthOptions,
  type WorkerDefaults,
} from './client-settings.js';
export type { CredentialsProvider } from './credentials-provider.js';
export type { CallOptions } from './gateway-channel.js';
export { GatewayError, type StatusDetail, type StatusName } from './gateway-error.js';
export { GrevyClient, type WithVariables } from './grevy-client.js';
export type {
  CallEnd,
  CallInfo,
  CallName,
  CallRetry,
  ClientMetrics,
  JobOutcome,
  JobSource,
  JobWorkerMetrics,
  Tracing,
} from './instrumentation.js';
export {
  EXACT_JSON,
  PLAIN_JSON,
  type JsonMapper,
  type JsonObject,
  type JsonValue,
  type Variables,
} from './json-mapper.js';
export type * from '@grevy/protocol/gateway-messages/client';
export { DEFAULT_TOKEN_CACHE_FILE } from './oauth/token-cache.js';
export { TokenError } from './oauth/token-error.js';
export { DEFAULT_RETRY_POLICY, NO_RETRIES, type RetryPolicy } from './retry-policy.js';
export type { JobContext, JobError, JobFailure } from './worker/job-context.js';
export type { JobGateway } from './worker/job-gateway.js';
export type { JobHandler, JobWorkerOptions } from './worker/job-worker-options.js';
export { JobWorker, type CloseOptions } from './worker/job-worker.js';
