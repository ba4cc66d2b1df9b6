/** Encrypted connections. The certificates are made with openssl; without it the tests are skipped. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ServiceError, credentials, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TlsKeys } from '../src/index.js';
import { givenGateway } from './gateway-client.js';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('with TLS', () => {
  let directory: string;
  const pem = (name: string): Buffer => readFileSync(join(directory, name));

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'grevy-tls-'));
    for (const name of ['server', 'client']) {
      const command = [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
        ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
        ...['-keyout', join(directory, `${name}.key`), '-out', join(directory, `${name}.pem`)],
      ];
      execFileSync('openssl', command, { stdio: 'ignore' });
    }
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  const serverKeys = (): TlsKeys => ({
    certificateChain: pem('server.pem'),
    privateKey: pem('server.key'),
  });

  /** Status of a Topology call over this connection. */
  async function topologyStatus(client: Client): Promise<number> {
    try {
      return await new Promise((resolve) => {
        client.makeUnaryRequest(
          '/gateway_protocol.Gateway/Topology',
          (bytes: Buffer) => bytes,
          (bytes: Buffer) => bytes,
          Buffer.alloc(0),
          (error: ServiceError | null) => resolve(error?.code ?? status.OK),
        );
      });
    } finally {
      client.close();
    }
  }

  test('a client that trusts the certificate is served, one that does not and one without TLS are not', async () => {
    const { address } = await givenGateway({ tls: serverKeys() });

    expect(await topologyStatus(new Client(address, credentials.createSsl(pem('server.pem'))))).toBe(
      status.OK,
    );
    expect(await topologyStatus(new Client(address, credentials.createSsl()))).toBe(status.UNAVAILABLE);
    expect(await topologyStatus(new Client(address, credentials.createInsecure()))).toBe(status.UNAVAILABLE);
  });

  test('with a client authority, a client needs a certificate of it', async () => {
    const { address } = await givenGateway({ tls: { ...serverKeys(), clientCa: pem('client.pem') } });
    const known = credentials.createSsl(pem('server.pem'), pem('client.key'), pem('client.pem'));

    expect(await topologyStatus(new Client(address, known))).toBe(status.OK);
    expect(await topologyStatus(new Client(address, credentials.createSsl(pem('server.pem'))))).toBe(
      status.UNAVAILABLE,
    );
  });
});
