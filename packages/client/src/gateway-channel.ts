/**
 * The connection to a gateway, and the only file that knows the gRPC library's calls.
 *
 * Connects when the first call is made. Every unary call has a deadline; a stream has one if the caller gives one.
 */
import {
  Client,
  Metadata,
  credentials,
  type CallOptions as GrpcCallOptions,
  type ChannelCredentials,
  type ClientReadableStream,
  type ServiceError,
} from '@grpc/grpc-js';
import { readFileSync } from 'node:fs';
import type { ClientSettings, TlsSettings } from './client-settings.js';
import { streamingCodec, unaryCodec } from './contract.js';
import { GatewayError, gatewayErrorOf, type StatusName } from './gateway-error.js';
import type { CallInfo, CallName } from './instrumentation.js';
import { KEEP_ALIVE_TIMEOUT_MS, MAX_RECONNECT_DELAY_MS, MIN_RECONNECT_DELAY_MS } from './limits.js';
import { MessageGate } from './message-gate.js';
import type { ServerStreamingCalls, UnaryCalls } from '@grevy/protocol/gateway-messages/client';
import { sharedSignal, unlessAborted } from './pause.js';
import { isRepeatable, retryPolicy, type RetryPolicy } from './retry-policy.js';
import { withRetries } from './retrying.js';

export interface CallOptions {
  /** How long the call may take, each attempt of it, in ms. */
  readonly timeoutMs?: number;
  /** Cancels the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** How this call is made again, where it differs from the client's policy; `false`: not at all. Unary calls only. */
  readonly retry?: Partial<RetryPolicy> | false;
  /** Whether the request may reach the gateway twice; by default that depends on the call. */
  readonly isRepeatable?: boolean;
}

export class GatewayChannel {
  readonly #client: Client;
  #isClosed = false;

  constructor(private readonly settings: ClientSettings) {
    this.#client = new Client(settings.address, channelCredentials(settings.tls), {
      'grpc.primary_user_agent': settings.userAgent,
      'grpc.keepalive_time_ms': settings.keepAliveMs,
      'grpc.keepalive_timeout_ms': KEEP_ALIVE_TIMEOUT_MS,
      'grpc.keepalive_permit_without_calls': 0,
      'grpc.initial_reconnect_backoff_ms': MIN_RECONNECT_DELAY_MS,
      'grpc.max_reconnect_backoff_ms': MAX_RECONNECT_DELAY_MS,
      'grpc.max_receive_message_length': settings.maxMessageSizeBytes,
      'grpc.max_send_message_length': settings.maxMessageSizeBytes,
      ...(settings.tls?.authority === undefined
        ? {}
        : {
            'grpc.ssl_target_name_override': settings.tls.authority,
            'grpc.default_authority': settings.tls.authority,
          }),
    });
  }

  /**
   * @throws GatewayError when the gateway refuses or cannot be reached, and no retry helped
   * @throws TypeError or RangeError for a request that the protocol does not allow
   */
  async unary<N extends keyof UnaryCalls>(
    name: N,
    request: UnaryCalls[N]['request'],
    options: CallOptions = {},
  ): Promise<UnaryCalls[N]['response']> {
    sharedSignal(options.signal);
    const codec = unaryCodec(name);
    const bytes = codec.encodeRequest(request);
    const { tracing } = this.settings;
    const info = this.#info(name);
    const attempt = async (): Promise<UnaryCalls[N]['response']> =>
      codec.decodeResponse(await this.#authorized(() => this.#unaryBytes(info, codec.path, bytes, options)));
    const run = (): Promise<UnaryCalls[N]['response']> =>
      this.#measured(name, options, options.isRepeatable ?? isRepeatable(name, request), attempt);
    return tracing.aroundCall === undefined ? run() : tracing.aroundCall(info, run);
  }

  /**
   * The answers of a server-streaming call. Each is read when the caller asks for it; leaving the loop cancels
   * the call.
   * @throws as `unary`; a stream is not retried, but for its credentials
   */
  async *stream<N extends keyof ServerStreamingCalls>(
    name: N,
    request: ServerStreamingCalls[N]['request'],
    options: CallOptions = {},
  ): AsyncGenerator<ServerStreamingCalls[N]['response'], void, undefined> {
    sharedSignal(options.signal);
    const codec = streamingCodec(name);
    const bytes = codec.encodeRequest(request);
    const info = this.#info(name);
    const onEnd = this.settings.tracing.streamOpened?.(info);
    let failure: unknown;
    try {
      for (let isRetry = false; ; isRetry = true) {
        let count = 0;
        try {
          for await (const answer of this.#streamBytes(info, codec.path, bytes, options)) {
            count++;
            yield codec.decodeResponse(answer);
          }
          return;
        } catch (error) {
          options.signal?.throwIfAborted();
          const mayRetry = !isRetry && count === 0 && error instanceof GatewayError;
          if (!mayRetry || !(await this.#hasNewCredentials(error))) throw error;
        }
      }
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      onEnd?.(failure);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#client.close();
  }

  #info(call: CallName): CallInfo {
    return { call, address: this.settings.address, headers: new Map() };
  }

  /** Retries, and tells the metrics about them and the end. */
  async #measured<T>(
    call: CallName,
    { retry, signal }: CallOptions,
    isRepeatableRequest: boolean,
    attempt: () => Promise<T>,
  ): Promise<T> {
    const { metrics } = this.settings;
    const startedMs = performance.now();
    let attempts = 1;
    const ended = (code: StatusName | 'OK'): void =>
      metrics.callEnded?.({ call, code, durationMs: performance.now() - startedMs, attempts });
    try {
      const answer = await withRetries(attempt, {
        policy: retryPolicy(retry, this.settings.retry),
        isRepeatable: isRepeatableRequest,
        signal,
        onRetry: ({ code }, failedAttempt, delayMs) => {
          attempts++;
          metrics.callRetried?.({ call, code, attempt: failedAttempt, delayMs });
        },
      });
      ended('OK');
      return answer;
    } catch (error) {
      if (signal?.aborted === true) ended('CANCELLED');
      else ended(error instanceof GatewayError ? error.code : 'UNKNOWN');
      throw error;
    }
  }

  /** Once more if the gateway refused the credentials and there are new ones. */
  async #authorized<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof GatewayError) || !(await this.#hasNewCredentials(error))) throw error;
      return await attempt();
    }
  }

  async #unaryBytes(
    { call: name, headers }: CallInfo,
    path: string,
    bytes: Buffer,
    { timeoutMs, signal }: CallOptions,
  ): Promise<Buffer> {
    const metadata = await unlessAborted(this.#metadata(headers), signal);
    this.#expectOpen(name);
    return new Promise((resolve, reject) => {
      const call = this.#client.makeUnaryRequest<Buffer, Buffer>(
        path,
        asIs,
        asIs,
        bytes,
        metadata,
        deadlineIn(timeoutMs ?? this.settings.requestTimeoutMs),
        (error, response) => {
          signal?.removeEventListener('abort', cancel);
          if (error !== null) reject(gatewayErrorOf(name, error));
          else if (response === undefined) reject(new GatewayError(name, 'INTERNAL', 'The answer is empty'));
          else resolve(response);
        },
      );
      const cancel = (): void => call.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  async *#streamBytes(
    { call: name, headers }: CallInfo,
    path: string,
    bytes: Buffer,
    { timeoutMs, signal }: CallOptions,
  ): AsyncGenerator<Buffer, void, undefined> {
    const metadata = await unlessAborted(this.#metadata(headers), signal);
    this.#expectOpen(name);
    const gate = new MessageGate();
    const call: ClientReadableStream<Buffer> = this.#client.makeServerStreamRequest<Buffer, Buffer>(
      path,
      asIs,
      asIs,
      bytes,
      metadata,
      { interceptors: [gate.interceptor], ...(timeoutMs === undefined ? {} : deadlineIn(timeoutMs)) },
    );
    const cancel = (): void => call.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      gate.letOneThrough();
      for await (const message of call) {
        yield message;
        gate.letOneThrough();
      }
    } catch (error) {
      throw isServiceError(error) ? gatewayErrorOf(name, error) : error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      call.cancel();
    }
  }

  /** What the gRPC library throws has no status; and no retry would help. */
  #expectOpen(call: CallName): void {
    if (this.#isClosed) throw new GatewayError(call, 'CANCELLED', 'The client is closed');
  }

  async #metadata(extraHeaders: ReadonlyMap<string, string>): Promise<Metadata> {
    const metadata = new Metadata();
    const headers = new Map(extraHeaders);
    await this.settings.credentials?.applyCredentials(headers);
    for (const [name, value] of headers) metadata.set(name, value);
    return metadata;
  }

  async #hasNewCredentials(error: GatewayError): Promise<boolean> {
    return (await this.settings.credentials?.shouldRetry(error)) ?? false;
  }
}

const asIs = (bytes: Buffer): Buffer => bytes;

function deadlineIn(timeoutMs: number): GrpcCallOptions {
  return { deadline: Date.now() + timeoutMs };
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error && 'metadata' in error;
}

/** @throws Error for a file that cannot be read, or holds no certificate */
function channelCredentials(tls: TlsSettings | undefined): ChannelCredentials {
  if (tls === undefined) return credentials.createInsecure();
  const ca = readPem('CA certificate', tls.caCertificateFile);
  if (ca !== null && !ca.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Error(`expected to find CA certificates, but there are none in '${tls.caCertificateFile}'`);
  }
  return credentials.createSsl(
    ca,
    readPem('client key', tls.clientKeyFile),
    readPem('client certificate', tls.clientCertificateFile),
  );
}

/** Without the file's name the error of a missing file says little. */
function readPem(what: string, file: string | undefined): Buffer | null {
  if (file === undefined) return null;
  try {
    return readFileSync(file);
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new Error(
      isMissing
        ? `expected to find ${what} but no such file at '${file}': file not found`
        : `expected to read ${what} at '${file}': ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
