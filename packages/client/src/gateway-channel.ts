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
import { GatewayError, gatewayErrorOf } from './gateway-error.js';
import { KEEP_ALIVE_TIMEOUT_MS, MAX_MESSAGE_SIZE_BYTES } from './limits.js';
import type { ServerStreamingCalls, UnaryCalls } from './messages.js';

export interface CallOptions {
  /** How long the call may take, in ms. */
  readonly timeoutMs?: number;
  /** Cancels the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export class GatewayChannel {
  readonly #client: Client;

  constructor(private readonly settings: ClientSettings) {
    this.#client = new Client(settings.address, channelCredentials(settings.tls), {
      'grpc.primary_user_agent': settings.userAgent,
      'grpc.keepalive_time_ms': settings.keepAliveMs,
      'grpc.keepalive_timeout_ms': KEEP_ALIVE_TIMEOUT_MS,
      'grpc.keepalive_permit_without_calls': 0,
      'grpc.max_receive_message_length': MAX_MESSAGE_SIZE_BYTES,
      'grpc.max_send_message_length': MAX_MESSAGE_SIZE_BYTES,
      ...(settings.tls?.authority === undefined
        ? {}
        : {
            'grpc.ssl_target_name_override': settings.tls.authority,
            'grpc.default_authority': settings.tls.authority,
          }),
    });
  }

  /**
   * @throws GatewayError when the gateway refuses or cannot be reached
   * @throws TypeError or RangeError for a request that the protocol does not allow
   */
  async unary<N extends keyof UnaryCalls>(
    name: N,
    request: UnaryCalls[N]['request'],
    options: CallOptions = {},
  ): Promise<UnaryCalls[N]['response']> {
    const codec = unaryCodec(name);
    const bytes = codec.encodeRequest(request);
    const attempt = async (): Promise<UnaryCalls[N]['response']> =>
      codec.decodeResponse(await this.#unaryBytes(name, codec.path, bytes, options));
    try {
      return await attempt();
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof GatewayError) || !(await this.#shouldRetry(error))) throw error;
      return await attempt();
    }
  }

  /**
   * The answers of a server-streaming call. They are read as fast as the caller takes them; leaving the loop cancels
   * the call.
   * @throws as `unary`
   */
  async *stream<N extends keyof ServerStreamingCalls>(
    name: N,
    request: ServerStreamingCalls[N]['request'],
    options: CallOptions = {},
  ): AsyncGenerator<ServerStreamingCalls[N]['response'], void, undefined> {
    const codec = streamingCodec(name);
    const bytes = codec.encodeRequest(request);
    for (let isRetry = false; ; isRetry = true) {
      let count = 0;
      try {
        for await (const answer of this.#streamBytes(name, codec.path, bytes, options)) {
          count++;
          yield codec.decodeResponse(answer);
        }
        return;
      } catch (error) {
        options.signal?.throwIfAborted();
        const mayRetry = !isRetry && count === 0 && error instanceof GatewayError;
        if (!mayRetry || !(await this.#shouldRetry(error))) throw error;
      }
    }
  }

  close(): void {
    this.#client.close();
  }

  async #unaryBytes(
    name: string,
    path: string,
    bytes: Buffer,
    { timeoutMs, signal }: CallOptions,
  ): Promise<Buffer> {
    signal?.throwIfAborted();
    const metadata = await this.#metadata();
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
    name: string,
    path: string,
    bytes: Buffer,
    { timeoutMs, signal }: CallOptions,
  ): AsyncGenerator<Buffer, void, undefined> {
    signal?.throwIfAborted();
    const call: ClientReadableStream<Buffer> = this.#client.makeServerStreamRequest<Buffer, Buffer>(
      path,
      asIs,
      asIs,
      bytes,
      await this.#metadata(),
      timeoutMs === undefined ? {} : deadlineIn(timeoutMs),
    );
    const cancel = (): void => call.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      for await (const message of call) yield message;
    } catch (error) {
      throw isServiceError(error) ? gatewayErrorOf(name, error) : error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      call.cancel();
    }
  }

  async #metadata(): Promise<Metadata> {
    const metadata = new Metadata();
    const headers = new Map<string, string>();
    await this.settings.credentials?.applyCredentials(headers);
    for (const [name, value] of headers) metadata.set(name, value);
    return metadata;
  }

  async #shouldRetry(error: GatewayError): Promise<boolean> {
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

function channelCredentials(tls: TlsSettings | undefined): ChannelCredentials {
  if (tls === undefined) return credentials.createInsecure();
  const read = (file: string | undefined): Buffer | null => (file === undefined ? null : readFileSync(file));
  return credentials.createSsl(
    read(tls.caCertificateFile),
    read(tls.clientKeyFile),
    read(tls.clientCertificateFile),
  );
}
