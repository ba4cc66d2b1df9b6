// Calls of the gateway over plain gRPC, without a client library in between. Keys are decimal text, so they stay exact.
import {
  Metadata,
  credentials,
  loadPackageDefinition,
  type ClientReadableStream,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { fileURLToPath } from 'node:url';

type Message = Readonly<Record<string, unknown>>;

interface RawClient {
  close(): void;
  [method: string]: unknown;
}

type RawClientConstructor = new (address: string, channelCredentials: unknown) => RawClient;

const PROTO = fileURLToPath(import.meta.resolve('@grevy/protocol/gateway.proto'));
const definition = loadPackageDefinition(loadSync(PROTO, { longs: String, defaults: true }));
const { Gateway } = definition['gateway_protocol'] as unknown as { Gateway: RawClientConstructor };

export class GatewayCalls {
  readonly #client: RawClient;

  /** @param headers go with every call */
  constructor(
    address: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {
    this.#client = new Gateway(address, credentials.createInsecure());
  }

  call(method: string, request: Message): Promise<Message> {
    return new Promise((resolve, reject) => {
      const invoke = this.#client[method] as (
        request: Message,
        metadata: Metadata,
        callback: (error: ServiceError | null, response: Message) => void,
      ) => void;
      invoke.call(this.#client, request, this.#metadata(), (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }

  /** All messages of a server stream. */
  collect(method: string, request: Message): Promise<readonly Message[]> {
    return new Promise((resolve, reject) => {
      const invoke = this.#client[method] as (
        request: Message,
        metadata: Metadata,
      ) => ClientReadableStream<Message>;
      const messages: Message[] = [];
      const stream = invoke.call(this.#client, request, this.#metadata());
      stream.on('data', (message: Message) => messages.push(message));
      stream.on('error', reject);
      stream.on('end', () => resolve(messages));
    });
  }

  #metadata(): Metadata {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(this.headers)) metadata.set(name, value);
    return metadata;
  }

  close(): void {
    this.#client.close();
  }
}
