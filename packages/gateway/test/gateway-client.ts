/** A real gRPC client, on an encoder of its own, and a gateway to talk to. */
import { createRequire } from 'node:module';
import {
  type CallOptions,
  type ClientReadableStream,
  type GrpcObject,
  Metadata,
  type ServiceClientConstructor,
  type ServiceError,
  credentials,
  loadPackageDefinition,
  type Client,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterEach } from 'vitest';
import { type GatewayHandle, type GatewayOptions, startGateway } from '../src/index.js';
import { ScriptedBus } from './scripted-bus.js';

const protoFile = createRequire(import.meta.url).resolve('@grevy/protocol/gateway.proto');
const definition = loadSync(protoFile, {
  keepCase: true,
  longs: String,
  enums: String,
  defaults: true,
  oneofs: true,
});
const service = (loadPackageDefinition(definition)['gateway_protocol'] as GrpcObject)[
  'Gateway'
] as ServiceClientConstructor;

export type Message = Record<string, unknown>;

/** How a call ended. */
export interface Ending {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;
}

export class GatewayClient {
  readonly raw: Client;

  constructor(address: string) {
    this.raw = new service(address, credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
      'grpc.use_local_subchannel_pool': 1,
    });
  }

  /** Resolves to the response, or to how the call failed. */
  async call(rpc: string, request: Message, metadata = new Metadata()): Promise<Message> {
    return new Promise((resolve, reject) => {
      this.unary(rpc, request, metadata, (error, response) => {
        if (error !== null) reject(error);
        else resolve(response ?? {});
      });
    });
  }

  async failure(rpc: string, request: Message, metadata = new Metadata()): Promise<ServiceError> {
    return this.call(rpc, request, metadata).then(
      (response) => {
        throw new Error(`Expected ${rpc} to fail, but it answered ${JSON.stringify(response)}`);
      },
      (error: ServiceError) => error,
    );
  }

  /** Opens a stream of responses. */
  open(rpc: string, request: Message, options: CallOptions = {}): OpenStream {
    const { path, requestSerialize, responseDeserialize } = method(rpc);
    return new OpenStream(
      this.raw.makeServerStreamRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        new Metadata(),
        options,
      ),
    );
  }

  /** Sends these bytes as the request of a unary call. */
  async failureOfBytes(rpc: string, bytes: Buffer): Promise<ServiceError> {
    const path = rpc.startsWith('/') ? rpc : method(rpc).path;
    return new Promise((resolve, reject) => {
      this.raw.makeUnaryRequest(
        path,
        (request: Buffer) => request,
        (response: Buffer) => response,
        bytes,
        (error) => (error === null ? reject(new Error('Expected the call to fail')) : resolve(error)),
      );
    });
  }

  private unary(
    rpc: string,
    request: Message,
    metadata: Metadata,
    done: (error: ServiceError | null, response?: Message) => void,
  ): void {
    const { path, requestSerialize, responseDeserialize } = method(rpc);
    this.raw.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, metadata, done);
  }
}

interface Method {
  readonly path: string;
  readonly requestSerialize: (message: Message) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Message;
}

function method(rpc: string): Method {
  const found = service.service[rpc];
  if (found === undefined) throw new Error(`No call ${rpc}`);
  return found as Method;
}

/** The bytes of a request message. */
export function requestBytes(rpc: string, request: Message): Buffer {
  return method(rpc).requestSerialize(request);
}

/** A message as it travels: a flag, the length, the bytes. */
export function frame(bytes: Buffer, flag = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(flag, 0);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** A stream of responses as it comes in. */
export class OpenStream {
  readonly messages: Message[] = [];
  readonly ended: Promise<Ending>;
  private readonly listeners = new Set<() => void>();

  constructor(readonly stream: ClientReadableStream<Message>) {
    stream.on('data', (message: Message) => {
      this.messages.push(message);
      for (const listener of this.listeners) listener();
    });
    stream.on('error', () => undefined);
    this.ended = new Promise((resolve) => stream.on('status', resolve));
  }

  /** Resolves when so many messages have come. */
  async received(count: number): Promise<Message[]> {
    while (this.messages.length < count) {
      await new Promise<void>((resolve) => {
        const listener = (): void => {
          this.listeners.delete(listener);
          resolve();
        };
        this.listeners.add(listener);
      });
    }
    return this.messages;
  }

  cancel(): void {
    this.stream.cancel();
  }
}

const running: { gateway: GatewayHandle; client: GatewayClient }[] = [];

afterEach(async () => {
  for (const { gateway, client } of running.splice(0)) {
    client.raw.close();
    await gateway.close(0);
  }
});

/** A gateway on a free port, which ends with the test. */
export async function givenGateway(options: Partial<GatewayOptions> & { readonly bus?: ScriptedBus } = {}) {
  const bus = options.bus ?? new ScriptedBus();
  const gateway = await startGateway({ host: '127.0.0.1', port: 0, ...options, bus });
  const address = `127.0.0.1:${gateway.address.port}`;
  const client = new GatewayClient(address);
  running.push({ gateway, client });
  return { bus, gateway, client, address };
}

/** Resolves when the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
