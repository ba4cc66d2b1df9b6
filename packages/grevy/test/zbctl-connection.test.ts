// How zbctl finds the gateway, and what it says about who calls.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run-program.js';
import { startServer, type RunningServer } from './running-server.js';

const folder = mkdtempSync(join(tmpdir(), 'grevy-zbctl-'));
const cache = join(folder, 'credentials');
let server: RunningServer;
beforeAll(async () => {
  server = await startServer(['--ephemeral']);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

it('zbctl asks for a token of the scope that it is told, and keeps it', async () => {
  const forms: string[] = [];
  const issuer = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (form: string) => forms.push(form));
    request.on('end', () =>
      response.end(JSON.stringify({ access_token: 't', token_type: 'Bearer', expires_in: 300 })),
    );
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  const { port } = issuer.address() as AddressInfo;
  const credentials = ['--clientId', 'me', '--clientSecret', 's', '--audience', 'a'];
  const url = ['--authzUrl', `http://127.0.0.1:${port}/token`];
  await run('zbctl', ['status', ...credentials, ...url, '--scope', 'orders'], {
    env: { ZEEBE_ADDRESS: server.address, ZEEBE_INSECURE_CONNECTION: 'true' },
  });
  const env = {
    ZEEBE_ADDRESS: server.address,
    ZEEBE_INSECURE_CONNECTION: 'true',
    ZEEBE_TOKEN_SCOPE: 'shipping',
    ZEEBE_CLIENT_CONFIG_PATH: cache,
  };
  await run('zbctl', ['status', ...credentials, ...url, '--audience', 'b'], { env });
  issuer.close();
  expect(readFileSync(cache, 'utf8'), 'the cache is where the variable says').toMatch(/^b:\n {2}auth:\n/);
  expect(forms.map((form) => new URLSearchParams(form).get('scope'))).toEqual(['orders', 'shipping']);
});

it('zbctl says that it got no token as it says that a call failed', async () => {
  const credentials = ['--clientId', 'me', '--clientSecret', 's', '--clientCache', join(folder, 'none')];
  const { stderr, exitCode } = await run('zbctl', [
    ...['status', '--insecure', '--address', server.address],
    ...[...credentials, '--authzUrl', 'http://127.0.0.1:1/token'],
  ]);
  expect(stderr).toMatch(
    /^Error: rpc error: code = Canceled desc = failed to apply token: failed to obtain access token: /,
  );
  expect(exitCode).toBe(1);
});

describe('zbctl finds the gateway', () => {
  const insecure = { ZEEBE_INSECURE_CONNECTION: 'true' };
  const cases: readonly (readonly [string, (port: string) => readonly [Record<string, string>, string[]]])[] =
    [
      ['by an address', (port) => [{ ...insecure, ZEEBE_ADDRESS: `127.0.0.1:${port}` }, []]],
      [
        'by a port alone, which an address does not outweigh',
        (port) => [{ ...insecure, ZEEBE_PORT: port, ZEEBE_ADDRESS: 'nowhere.invalid:1' }, []],
      ],
      [
        'by a host and a port, one of each kind',
        (port) => [{ ...insecure, ZEEBE_HOST: '127.0.0.1' }, ['--port', port]],
      ],
      [
        'by flags before variables',
        (port) => [
          { ZEEBE_HOST: 'nowhere.invalid', ZEEBE_PORT: '1', ZEEBE_INSECURE_CONNECTION: 'false' },
          ['--host', '127.0.0.1', '--port', port, '--insecure'],
        ],
      ],
    ];
  it.each(cases)('%s', async (_, call) => {
    const [env, flags] = call(server.address.split(':')[1] ?? '');
    const { stdout, stderr } = await run('zbctl', ['status', ...flags], { env });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Cluster size: 1\n/);
  });

  it('with encryption, unless the variable is exactly "true"', async () => {
    const env = { ZEEBE_ADDRESS: server.address, ZEEBE_INSECURE_CONNECTION: 'TRUE' };
    const { stderr } = await run('zbctl', ['status'], { env });
    expect(stderr).toContain('first record does not look like a TLS handshake');
  });
});

it('zbctl says who it is, in the way of the original', async () => {
  const agents: unknown[] = [];
  const gateway = createHttp2Server();
  gateway.on('stream', (stream, headers) => {
    agents.push(headers['user-agent']);
    stream.respond({ ':status': 200, 'grpc-status': '12' }, { endStream: true });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const { port } = gateway.address() as AddressInfo;
  await run('zbctl', ['status', '--insecure', '--address', `127.0.0.1:${port}`]);
  await new Promise((resolve) => gateway.close(resolve));
  expect(agents).toEqual([expect.stringMatching(/^zeebe-client-zbctl\/8\.3\.13 /)]);
});
