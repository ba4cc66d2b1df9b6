/** A real Identity service on loopback: it tells the tenants of whoever bears a token. */
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How it answers; `tenants` is told as the service tells them. */
export type IdentityAnswer = (request: IncomingMessage, response: ServerResponse) => void;

export const answersTenants =
  (...tenantIds: readonly string[]): IdentityAnswer =>
  (_request, response) => {
    const tenants = tenantIds.map((tenantId) => ({ tenantId, name: `Tenant ${tenantId}` }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(tenants));
  };

export const answers =
  (status: number, body = ''): IdentityAnswer =>
  (_request, response) => {
    response.writeHead(status).end(body);
  };

export class IdentityService {
  /** The requests so far: path and `authorization`. */
  readonly requests: { readonly path: string | undefined; readonly authorization: string | undefined }[] = [];
  answer: IdentityAnswer = answersTenants();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      this.requests.push({ path: request.url, authorization: request.headers.authorization });
      this.answer(request, response);
    });
  }

  static async start(): Promise<IdentityService> {
    const service = new IdentityService();
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
