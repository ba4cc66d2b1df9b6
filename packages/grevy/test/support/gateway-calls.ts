// Calls of the gateway over plain gRPC, without a client library in between. Keys are decimal text, so they stay exact.
import {
  Metadata,
  credentials,
  loadPackageDefinition,
  status,
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

  /** Makes the call again while what it needs may still be on its way to the other partitions, for 20 s. */
  async callOnceDeployed(method: string, request: Message): Promise<Message> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.call(method, request);
      } catch (error) {
        const isMissing = error instanceof Error && 'code' in error && error.code === status.NOT_FOUND;
        if (!isMissing || attempt === 200) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
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
