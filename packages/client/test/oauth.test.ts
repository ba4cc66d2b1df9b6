import { Server, ServerCredentials, status, type ServiceError } from '@grpc/grpc-js';
import { mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { GrevyClient } from '../src/index.js';

let tokenServer: HttpServer;
let gateway: Server;
let gatewayPort: number;
let folder: string;
/** Forms that were posted to the token endpoint. */
let forms: string[];
/** The `authorization` header of each call. */
let seen: string[];
/** The token that the gateway takes; undefined takes any. */
let accepted: string | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grevy-oauth-'));
  forms = [];
  seen = [];
  accepted = undefined;
  tokenServer = createServer((request, response) => {
    let form = '';
    request.on('data', (chunk) => (form += String(chunk)));
    request.on('end', () => {
      forms.push(form);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ access_token: `token-${forms.length}`, token_type: 'Bearer', expires_in: 300 }),
      );
    });
  });
  await new Promise<void>((resolve) => tokenServer.listen(0, '127.0.0.1', resolve));
  gateway = new Server();
  const asIs = (bytes: Buffer): Buffer => bytes;
  gateway.register<Buffer, Buffer>(
    '/gateway_protocol.Gateway/Topology',
    (
      call: { metadata: { get(name: string): unknown[] } },
      callback: (error: Partial<ServiceError> | null, answer?: Buffer) => void,
    ) => {
      const token = String(call.metadata.get('authorization')[0] ?? '');
      seen.push(token);
      if (accepted === undefined || token === accepted) callback(null, Buffer.alloc(0));
      else callback({ code: status.UNAUTHENTICATED, details: 'unknown token' });
    },
    asIs,
    asIs,
    'unary',
  );
  gatewayPort = await new Promise((resolve, reject) => {
    gateway.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
});

afterEach(async () => {
  gateway.forceShutdown();
  tokenServer.closeAllConnections();
  await new Promise((resolve) => tokenServer.close(resolve));
});

function newClient(): GrevyClient {
  const { port } = tokenServer.address() as AddressInfo;
  return new GrevyClient({
    address: `127.0.0.1:${gatewayPort}`,
    environment: {},
    oauth: {
      clientId: 'me',
      clientSecret: 'secret',
      audience: 'zeebe-api',
      authorizationUrl: `http://127.0.0.1:${port}/token`,
      cacheFile: join(folder, 'cache', 'credentials'),
    },
  });
}

async function topologyOf(client: GrevyClient): Promise<void> {
  await client.topology();
  await client.close();
}

describe('access tokens', () => {
  it('are asked for once, sent with each call, and kept for the next run', async () => {
    await topologyOf(newClient());
    await topologyOf(newClient());
    expect(seen).toEqual(['Bearer token-1', 'Bearer token-1']);
    expect(forms).toEqual([
      'client_id=me&client_secret=secret&audience=zeebe-api&grant_type=client_credentials',
    ]);
  });

  it('stand in the file in the form of other tools, for the owner alone', async () => {
    await topologyOf(newClient());
    const file = join(folder, 'cache', 'credentials');
    const content = parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    expect(content).toMatchObject({
      'zeebe-api': { auth: { credentials: { accesstoken: 'token-1', tokentype: 'Bearer' } } },
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('are renewed once when the gateway refuses them', async () => {
    await topologyOf(newClient());
    accepted = 'Bearer token-2';
    await topologyOf(newClient());
    expect(seen).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
  });

  it('that are refused again fail the call', async () => {
    accepted = 'Bearer none';
    await expect(topologyOf(newClient())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(seen).toHaveLength(2);
  });

  it('of other audiences stay in the file', async () => {
    const client = newClient();
    const cache = join(folder, 'cache');
    await topologyOf(client);
    const other = 'other:\n  auth:\n    credentials:\n      accesstoken: x\n      scope: y\n';
    await writeFile(join(cache, 'credentials'), other);
    await topologyOf(newClient());
    const content = parse(await readFile(join(cache, 'credentials'), 'utf8')) as Record<string, unknown>;
    expect(content['other']).toEqual({ auth: { credentials: { accesstoken: 'x', scope: 'y' } } });
    expect(Object.keys(content)).toEqual(['other', 'zeebe-api']);
  });

  it('cannot be kept in a folder, nor below a file', async () => {
    const at = (cacheFile: string): GrevyClient =>
      new GrevyClient({
        environment: {},
        address: `127.0.0.1:${gatewayPort}`,
        oauth: { clientId: 'me', clientSecret: 'secret', cacheFile },
      });
    await expect(topologyOf(at(folder))).rejects.toThrow(
      `${folder}: OAuth credentials cache must be a file, not a directory`,
    );
    await writeFile(join(folder, 'file'), '');
    await expect(topologyOf(at(join(folder, 'file', 'credentials')))).rejects.toThrow(
      `${join(folder, 'file')}: OAuth credentials cache folder is not a directory, cannot create cache file under it`,
    );
  });

  it('of a file are used until they expire, with whatever else it says', async () => {
    const cache = join(folder, 'cache');
    await mkdir(cache);
    const entry = (expiryMs: number): string =>
      `zeebe-api:\n  auth:\n    credentials:\n      accesstoken: kept\n      tokentype: Bearer\n      refreshtoken: ""\n      scope: x\n      expiry: ${new Date(expiryMs).toISOString().replace('Z', '123456Z')}\n`;
    await writeFile(join(cache, 'credentials'), entry(Date.now() + 60_000));
    await topologyOf(newClient());
    await writeFile(join(cache, 'credentials'), entry(Date.now() - 60_000));
    await topologyOf(newClient());
    expect(seen).toEqual(['Bearer kept', 'Bearer token-1']);
  });

  it('need an id and a secret', () => {
    expect(() => new GrevyClient({ environment: { ZEEBE_CLIENT_ID: 'me' } })).toThrow(
      'expected to find non-empty client secret',
    );
    expect(() => new GrevyClient({ environment: {}, oauth: { clientSecret: 'secret' } })).toThrow(
      'expected to find non-empty client id',
    );
  });

  it('that cannot be had say why', async () => {
    tokenServer.closeAllConnections();
    await new Promise((resolve) => tokenServer.close(resolve));
    const client = new GrevyClient({
      environment: {},
      oauth: {
        clientId: 'me',
        clientSecret: 'secret',
        authorizationUrl: 'http://127.0.0.1:1/token',
        cacheFile: join(folder, 'c'),
      },
    });
    await expect(topologyOf(client)).rejects.toMatchObject({
      name: 'TokenError',
      message: expect.stringMatching(
        /^No access token: http:\/\/127\.0\.0\.1:1\/token cannot be reached/,
      ) as string,
    });
    await new Promise<void>((resolve) => tokenServer.listen(0, '127.0.0.1', resolve));
  });
});
