// What a gateway sees of the connection itself.
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GrevyClient } from '../src/index.js';

let gateway: Http2Server;
let agents: unknown[];
let pings: number;
/** Calls that have no answer yet. */
let open: ServerHttp2Stream[];

beforeEach(async () => {
  agents = [];
  pings = 0;
  open = [];
  gateway = createServer();
  gateway.on('session', (session) => session.on('ping', () => pings++));
  gateway.on('stream', (stream, headers) => {
    agents.push(headers['user-agent']);
    open.push(stream);
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => gateway.close(resolve)));

function newClient(keepAliveMs: number): GrevyClient {
  const { port } = gateway.address() as AddressInfo;
  return new GrevyClient({ address: `127.0.0.1:${port}`, environment: {}, keepAliveMs, retry: false });
}

function refuse(): void {
  for (const stream of open.splice(0)) {
    const headers = { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '12' };
    stream.respond(headers, { endStream: true });
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('is pinged while a call is open, and left alone when none is', async () => {
  const client = newClient(50);
  const call = expect(client.topology()).rejects.toMatchObject({ code: 'UNIMPLEMENTED' });
  await until(() => pings >= 2);
  refuse();
  await call;
  const before = pings;
  await new Promise((resolve) => setTimeout(resolve, 500));
  // One may have been on its way.
  expect(pings - before).toBeLessThanOrEqual(1);
  await client.close();
});

it('begins with the first call, which says who makes it', async () => {
  const client = newClient(45_000);
  expect(agents).toEqual([]);
  const call = client.topology().catch(() => undefined);
  await until(() => open.length === 1);
  refuse();
  await call;
  expect(agents).toEqual([expect.stringMatching(/^grevy-client\/\d+\.\d+\.\d+ /)]);
  await client.close();
});

it('is gone with the client: calls that are under way are answered, later ones refused', async () => {
  const client = newClient(45_000);
  const call = expect(client.topology()).rejects.toMatchObject({ code: 'UNIMPLEMENTED' });
  await until(() => open.length === 1);
  await client.close();
  refuse();
  await call;

  const closed = { name: 'GatewayError', code: 'CANCELLED', description: 'The client is closed' };
  await expect(client.topology({ retry: {} })).rejects.toMatchObject(closed);
  const jobs = client.activateJobs({ type: 'work', timeout: 1_000, maxJobsToActivate: 1 });
  await expect(jobs.next()).rejects.toMatchObject(closed);
  expect(() => client.openWorker({ type: 'work', handler: () => Promise.resolve() })).toThrow(
    'Expected the client to be open, but it is closed',
  );
});
