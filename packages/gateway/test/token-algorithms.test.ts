/** With which algorithms a token may be signed. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Metadata, status } from '@grpc/grpc-js';
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_IDENTITY } from '../src/index.js';
import { givenGateway } from './gateway-client.js';

const ISSUER = 'https://issuer.example.com';

/** What the issuer shows as its only key. */
let shown: JWK;
let server: Server;
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [shown] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

async function statusOf(algorithm: string, key: CryptoKey | Uint8Array): Promise<number> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { client } = await givenGateway({
    settings: {
      authentication: {
        mode: 'identity',
        identity: { ...DEFAULT_IDENTITY, issuerBackendUrl: url, issuer: ISSUER, jwksUrl: `${url}/keys` },
      },
    },
  });
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(ISSUER)
    .setAudience('zeebe-api')
    .setExpirationTime('5m')
    .sign(key);
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  return client.call('Topology', {}, metadata).then(
    () => status.OK,
    (error: { code: number }) => error.code,
  );
}

test.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
  '%s is accepted',
  async (algorithm) => {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
    shown = await exportJWK(publicKey);

    expect(await statusOf(algorithm, privateKey)).toBe(status.OK);
  },
);

test.each(['HS256', 'HS512'])('%s is refused: its secret would be shared', async (algorithm) => {
  const secret = new Uint8Array(64).fill(7);
  shown = { kty: 'oct', k: Buffer.from(secret).toString('base64url'), alg: algorithm };

  expect(await statusOf(algorithm, secret)).toBe(status.UNAUTHENTICATED);
});
