// The management HTTP server: probes and metrics (spec 01 §8.7). It reads; it never waits for a partition.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ManagementOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly metrics: { readonly contentType: string; exposition(): Promise<string> };
  /** Everything has been started. */
  isStarted(): boolean;
  /** All partitions can take commands. */
  isReady(): boolean;
  /** All partitions are healthy and no exporter has failed. */
  isHealthy(): boolean;
}

export class ManagementServer {
  private constructor(
    private readonly server: Server,
    readonly address: { readonly host: string; readonly port: number },
  ) {}

  /** @throws Error when the address cannot be bound */
  static async start(options: ManagementOptions): Promise<ManagementServer> {
    const server = createServer((request, response) => {
      answer(options, request, response).catch((error: unknown) => {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, options.host, resolve);
    });
    const { port } = server.address() as AddressInfo;
    return new ManagementServer(server, { host: options.host, port });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

async function answer(
  options: ManagementOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0];
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  switch (path) {
    case '/startup':
      probe(response, options.isStarted());
      return;
    case '/ready':
      probe(response, options.isReady());
      return;
    case '/health':
      probe(response, options.isHealthy());
      return;
    case '/metrics':
    case '/actuator/prometheus':
      response.writeHead(200, { 'content-type': options.metrics.contentType });
      response.end(await options.metrics.exposition());
      return;
    default:
      response.writeHead(404).end();
  }
}

function probe(response: ServerResponse, isUp: boolean): void {
  response.writeHead(isUp ? 204 : 503).end();
}
