/** The settings of a client: options, then environment variables, then defaults (spec 02, sections 1.1 and 4.1). */
import type { CredentialsProvider } from './credentials-provider.js';
import {
  DEFAULT_HOST,
  DEFAULT_PORT,
  addressOf,
  hostOf,
  isLoopback,
  withPort,
  withoutScheme,
  type SchemedAddress,
} from './gateway-address.js';
import type { ClientMetrics, Tracing } from './instrumentation.js';
import { EXACT_JSON, type JsonMapper } from './json-mapper.js';
import {
  DEFAULT_KEEP_ALIVE_MS,
  DEFAULT_MESSAGE_TIME_TO_LIVE_MS,
  DEFAULT_REQUEST_TIMEOUT_MS,
  DEFAULT_TOKEN_TIMEOUT_MS,
  MAX_MESSAGE_SIZE_BYTES,
} from './limits.js';
import { OAuthCredentials } from './oauth/oauth-credentials.js';
import { DEFAULT_TOKEN_CACHE_FILE } from './oauth/token-cache.js';
import { DEFAULT_RETRY_POLICY, retryPolicy, type RetryPolicy } from './retry-policy.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ClientOptions {
  /**
   * `host:port`, or `host` for port 26500; `grpc://` or `grpcs://` in front say whether the connection is encrypted.
   * Ignored when a host or a port is given here or by the environment.
   */
  readonly address?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | number | undefined;
  /** Whether the connection is encrypted. By default it is, but for addresses of this machine. */
  readonly tls?: boolean | undefined;
  /** PEM file with the certificates that sign the gateway's; the system's by default. */
  readonly caCertificateFile?: string | undefined;
  /** Name that the gateway's certificate must have, if it is not the host's. */
  readonly authority?: string | undefined;
  /** PEM files of the client's own certificate, for mutual TLS. */
  readonly clientCertificateFile?: string | undefined;
  readonly clientKeyFile?: string | undefined;
  /** How long a call may take, each attempt of it, in ms. */
  readonly requestTimeoutMs?: number | undefined;
  readonly keepAliveMs?: number | undefined;
  /** Tenant of calls that name none. */
  readonly tenantId?: string | undefined;
  readonly userAgent?: string | undefined;
  /** A cluster of Camunda's cloud, instead of an address; `oauth` has the client id and the secret. */
  readonly cloud?: CloudCluster | undefined;
  /** Largest message in either direction, in bytes. */
  readonly maxMessageSizeBytes?: number | undefined;
  /** Lifetime of published messages that name none, in ms. */
  readonly messageTimeToLiveMs?: number | undefined;
  readonly oauth?: OAuthOptions | undefined;
  /** Used instead of OAuth. */
  readonly credentials?: CredentialsProvider | undefined;
  /** How calls are made again when the gateway is busy or cannot be reached; `false`: not at all. */
  readonly retry?: Partial<RetryPolicy> | false | undefined;
  /** How variables are read and written; by default without losing a digit of an integer. */
  readonly jsonMapper?: JsonMapper | undefined;
  readonly tracing?: Tracing | undefined;
  readonly metrics?: ClientMetrics | undefined;
  /** What workers do when their own options say nothing. */
  readonly workerDefaults?: Partial<WorkerDefaults> | undefined;
  /** The environment variables; those of the process by default. */
  readonly environment?: Environment;
}

export interface CloudCluster {
  readonly clusterId: string;
  /** `bru-2` by default. */
  readonly region?: string | undefined;
}

/** OAuth is used when there is a client id or a secret. */
export interface OAuthOptions {
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** The gateway's host by default. */
  readonly audience?: string | undefined;
  readonly scope?: string | undefined;
  readonly authorizationUrl?: string | undefined;
  /** File that keeps tokens between runs. */
  readonly cacheFile?: string | undefined;
  readonly timeoutMs?: number | undefined;
}

/** Where a worker's own options say nothing. What is undefined is as JobWorkerOptions has it. */
export interface WorkerDefaults {
  readonly stream: boolean;
  /** Tenants whose jobs are taken. */
  readonly tenantIds: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly maxJobsActive?: number | undefined;
  readonly concurrency?: number | undefined;
  readonly pollIntervalMs?: number | undefined;
}

export interface TlsSettings {
  readonly caCertificateFile: string | undefined;
  readonly clientCertificateFile: string | undefined;
  readonly clientKeyFile: string | undefined;
  readonly authority: string | undefined;
}

export interface ClientSettings {
  readonly address: string;
  /** Undefined: the connection is not encrypted. */
  readonly tls: TlsSettings | undefined;
  readonly requestTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly maxMessageSizeBytes: number;
  readonly messageTimeToLiveMs: number;
  readonly tenantId: string | undefined;
  readonly userAgent: string;
  readonly credentials: CredentialsProvider | undefined;
  readonly retry: RetryPolicy;
  readonly jsonMapper: JsonMapper;
  readonly tracing: Tracing;
  readonly metrics: ClientMetrics;
  readonly workerDefaults: WorkerDefaults;
}

export const CLIENT_VERSION = '0.1.0';
const CLOUD_DOMAIN = 'zeebe.camunda.io';
const DEFAULT_CLOUD_REGION = 'bru-2';
export const DEFAULT_AUTHORIZATION_URL = 'https://login.cloud.camunda.io/oauth/token/';

/**
 * @throws RangeError for an environment variable that is no number of milliseconds
 * @throws Error for a client id without a secret, or a secret without an id
 */
export function resolveSettings(options: ClientOptions): ClientSettings {
  const environment = options.environment ?? process.env;
  const fromEnvironment = (name: string): string | undefined => nonEmpty(environment[name]);
  const { address, isEncrypted: isEncryptedByScheme } = resolveAddress(options, fromEnvironment);
  const isEncrypted =
    options.tls ?? isEncryptedByScheme ?? defaultTls(address, fromEnvironment('ZEEBE_INSECURE_CONNECTION'));
  return {
    address,
    tls: isEncrypted
      ? {
          caCertificateFile: options.caCertificateFile ?? fromEnvironment('ZEEBE_CA_CERTIFICATE_PATH'),
          clientCertificateFile: options.clientCertificateFile,
          clientKeyFile: options.clientKeyFile,
          authority: options.authority ?? fromEnvironment('ZEEBE_OVERRIDE_AUTHORITY'),
        }
      : undefined,
    requestTimeoutMs: options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS,
    keepAliveMs:
      options.keepAliveMs ??
      milliseconds('ZEEBE_KEEP_ALIVE', fromEnvironment('ZEEBE_KEEP_ALIVE')) ??
      DEFAULT_KEEP_ALIVE_MS,
    maxMessageSizeBytes: options.maxMessageSizeBytes ?? MAX_MESSAGE_SIZE_BYTES,
    messageTimeToLiveMs: options.messageTimeToLiveMs ?? DEFAULT_MESSAGE_TIME_TO_LIVE_MS,
    tenantId: options.tenantId ?? fromEnvironment('ZEEBE_DEFAULT_TENANT_ID'),
    userAgent: options.userAgent ?? `grevy-client/${CLIENT_VERSION}`,
    credentials: options.credentials ?? oauthCredentials(options.oauth ?? {}, address, fromEnvironment),
    retry: retryPolicy(options.retry, DEFAULT_RETRY_POLICY),
    jsonMapper: options.jsonMapper ?? EXACT_JSON,
    tracing: options.tracing ?? {},
    metrics: options.metrics ?? {},
    workerDefaults: {
      stream: fromEnvironment('ZEEBE_CLIENT_WORKER_STREAM_ENABLED') === 'true',
      tenantIds: list(fromEnvironment('ZEEBE_DEFAULT_JOB_WORKER_TENANT_IDS')),
      ...options.workerDefaults,
    },
  };
}

type Variable = (name: string) => string | undefined;

/** Host and port win over the address as soon as one of the four is set (spec 02, section 1.1). */
function resolveAddress(options: ClientOptions, fromEnvironment: Variable): SchemedAddress {
  const host = nonEmpty(options.host) ?? fromEnvironment('ZEEBE_HOST');
  const port = nonEmpty(options.port?.toString()) ?? fromEnvironment('ZEEBE_PORT');
  if (host !== undefined || port !== undefined) {
    return { address: addressOf(host ?? DEFAULT_HOST, port ?? DEFAULT_PORT), isEncrypted: undefined };
  }
  const { address, isEncrypted } = withoutScheme(
    nonEmpty(options.address) ??
      (options.cloud === undefined ? undefined : cloudAddress(options.cloud)) ??
      fromEnvironment('ZEEBE_GRPC_ADDRESS') ??
      fromEnvironment('ZEEBE_ADDRESS') ??
      DEFAULT_HOST,
  );
  return { address: withPort(address), isEncrypted };
}

function cloudAddress({ clusterId, region = DEFAULT_CLOUD_REGION }: CloudCluster): string {
  return `${clusterId}.${region}.${CLOUD_DOMAIN}:443`;
}

function defaultTls(address: string, isInsecure: string | undefined): boolean {
  return isInsecure === undefined ? !isLoopback(address) : isInsecure !== 'true';
}

function oauthCredentials(
  options: OAuthOptions,
  address: string,
  fromEnvironment: Variable,
): CredentialsProvider | undefined {
  const clientId = nonEmpty(options.clientId) ?? fromEnvironment('ZEEBE_CLIENT_ID');
  const clientSecret = nonEmpty(options.clientSecret) ?? fromEnvironment('ZEEBE_CLIENT_SECRET');
  if (clientId === undefined && clientSecret === undefined) return undefined;
  if (clientId === undefined) throw new Error('expected to find non-empty client id');
  if (clientSecret === undefined) throw new Error('expected to find non-empty client secret');
  return new OAuthCredentials({
    clientId,
    clientSecret,
    audience: nonEmpty(options.audience) ?? fromEnvironment('ZEEBE_TOKEN_AUDIENCE') ?? audienceOf(address),
    scope: nonEmpty(options.scope) ?? fromEnvironment('ZEEBE_TOKEN_SCOPE'),
    authorizationUrl:
      nonEmpty(options.authorizationUrl) ??
      fromEnvironment('ZEEBE_AUTHORIZATION_SERVER_URL') ??
      DEFAULT_AUTHORIZATION_URL,
    cacheFile:
      nonEmpty(options.cacheFile) ?? fromEnvironment('ZEEBE_CLIENT_CONFIG_PATH') ?? DEFAULT_TOKEN_CACHE_FILE,
    timeoutMs:
      options.timeoutMs ??
      milliseconds('ZEEBE_AUTH_REQUEST_TIMEOUT', fromEnvironment('ZEEBE_AUTH_REQUEST_TIMEOUT')) ??
      connectAndReadTimeoutMs(fromEnvironment) ??
      DEFAULT_TOKEN_TIMEOUT_MS,
  });
}

/** All clusters of the cloud have one audience. */
function audienceOf(address: string): string {
  const host = hostOf(address);
  return host.endsWith(`.${CLOUD_DOMAIN}`) ? CLOUD_DOMAIN : host;
}

/** Two settings of the reference's Java client: 5 s each; here both together bound the whole request. */
function connectAndReadTimeoutMs(fromEnvironment: Variable): number | undefined {
  const [connectMs, readMs] = ['ZEEBE_AUTH_CONNECT_TIMEOUT', 'ZEEBE_AUTH_READ_TIMEOUT'].map((name) =>
    milliseconds(name, fromEnvironment(name)),
  );
  if (connectMs === undefined && readMs === undefined) return undefined;
  return (connectMs ?? DEFAULT_TOKEN_TIMEOUT_MS / 2) + (readMs ?? DEFAULT_TOKEN_TIMEOUT_MS / 2);
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** Separated by commas. */
function list(text: string | undefined): readonly string[] | undefined {
  return text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function milliseconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) {
    throw new RangeError(`Expected the variable ${name} to be a number of milliseconds, but was "${text}"`);
  }
  return Number(text);
}
