// The client of @grevy/client over TLS: the certificates that it trusts, the name that it expects, and its own certificate.
// They are made with openssl; without it the tests are skipped.
import { GrevyClient, type ClientOptions } from '@grevy/client';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../running-server.js';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'grevy-client-tls-'));
const file = (name: string): string => join(folder, name);

describe.skipIf(!hasOpenssl)('with TLS, the client', () => {
  let server: RunningServer;
  beforeAll(async () => {
    for (const name of ['gateway.example', 'orders.example']) {
      const command = [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
        ...['-addext', `subjectAltName=DNS:${name}`],
        ...['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
      ];
      execFileSync('openssl', command, { stdio: 'ignore' });
    }
    server = await startServer(['--ephemeral'], {
      ZEEBE_GATEWAY_SECURITY_ENABLED: 'true',
      ZEEBE_GATEWAY_SECURITY_CERTIFICATECHAINPATH: file('gateway.example.pem'),
      ZEEBE_GATEWAY_SECURITY_PRIVATEKEYPATH: file('gateway.example.key'),
      ZEEBE_GATEWAY_SECURITY_CLIENTCAPATH: file('orders.example.pem'),
    });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const trust = (): ClientOptions => ({ tls: true, caCertificateFile: file('gateway.example.pem') });
  const certificate = (): ClientOptions => ({
    clientCertificateFile: file('orders.example.pem'),
    clientKeyFile: file('orders.example.key'),
  });
  const authority = { authority: 'gateway.example' };

  async function topology(
    options: ClientOptions,
    environment: Record<string, string> = {},
  ): Promise<unknown> {
    const client = new GrevyClient({ address: server.address, environment, retry: false, ...options });
    try {
      return await client.topology();
    } finally {
      await client.close();
    }
  }

  it('shows its own certificate, and expects the name that it is told', async () => {
    expect(await topology({ ...trust(), ...certificate(), ...authority })).toMatchObject({ clusterSize: 1 });
  });

  it('takes what it trusts and expects from variables', async () => {
    const environment = {
      ZEEBE_INSECURE_CONNECTION: 'false',
      ZEEBE_CA_CERTIFICATE_PATH: file('gateway.example.pem'),
      ZEEBE_OVERRIDE_AUTHORITY: 'gateway.example',
    };
    expect(await topology(certificate(), environment)).toMatchObject({ clusterSize: 1 });
  });

  it.each([
    ['the name is another one', () => ({ ...trust(), ...certificate() })],
    ['it does not trust the certificate', () => ({ tls: true, ...certificate(), ...authority })],
    ['it has no certificate of its own', () => ({ ...trust(), ...authority })],
    ['it does not encrypt', () => ({ tls: false })],
  ])('does not connect when %s', async (_, options) => {
    await expect(topology(options())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
