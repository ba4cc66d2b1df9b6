// The management HTTP server (spec 01 §8.7, spec 15 §11): finds the endpoint of a request and sends what it answers.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MAX_MANAGEMENT_BODY_BYTES } from '../limits.js';
import { json, NOT_FOUND, type Endpoint, type ManagementResponse } from './endpoint.js';

export interface ManagementOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly endpoints: readonly Endpoint[];
}

export class ManagementServer {
  private constructor(
    private readonly server: Server,
    readonly address: { readonly host: string; readonly port: number },
  ) {}

  /** @throws Error when the address cannot be bound */
  static async start(options: ManagementOptions): Promise<ManagementServer> {
    const server = createServer((request, response) => {
      answer(options.endpoints, request)
        .catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          return json({ message }, error instanceof BodyError ? error.status : 500);
        })
        .then((answered) => send(response, request.method, answered))
        .catch(() => response.destroy());
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

/** A body that cannot be taken. */
class BodyError extends Error {
  constructor(
    readonly status: 400 | 413,
    message: string,
  ) {
    super(message);
  }
}

async function answer(endpoints: readonly Endpoint[], request: IncomingMessage): Promise<ManagementResponse> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://management');
  const endpoint = endpointOf(endpoints, pathname);
  if (endpoint === undefined) return NOT_FOUND;
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  if (!endpoint.methods.some((allowed) => allowed === method)) {
    return json({ message: `${method} is not allowed here, only ${endpoint.methods.join(', ')}.` }, 405);
  }
  if (method !== 'GET' && isFromElsewhere(request)) {
    return json({ message: 'A page of another origin may not change anything here.' }, 403);
  }
  const below = pathname.slice(endpoint.path.length).split('/').filter(Boolean).map(decodeName);
  const body = method === 'GET' ? undefined : await jsonBody(request);
  return endpoint.answer({ method, below, query: searchParams, body });
}

/** The endpoint with the longest path that the request's path begins with. */
function endpointOf(endpoints: readonly Endpoint[], pathname: string): Endpoint | undefined {
  return endpoints
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .reduce<Endpoint | undefined>(
      (best, next) => (best === undefined || next.path.length > best.path.length ? next : best),
      undefined,
    );
}

/** Browsers send the origin of the page with every request that changes something; other clients send none. */
function isFromElsewhere({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw new BodyError(400, `The path has a name that is not encoded correctly: ${name}`);
  }
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > MAX_MANAGEMENT_BODY_BYTES) {
      throw new BodyError(
        413,
        `A body may have ${MAX_MANAGEMENT_BODY_BYTES} bytes (MAX_MANAGEMENT_BODY_BYTES).`,
      );
    }
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BodyError(400, 'The body is no JSON.');
  }
}

function send(response: ServerResponse, method: string | undefined, answered: ManagementResponse): void {
  const { status, contentType, body } = answered;
  response.writeHead(status, contentType === undefined ? {} : { 'content-type': contentType });
  response.end(method === 'HEAD' ? undefined : body);
}
