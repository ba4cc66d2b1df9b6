// Clients that get their tokens from a real issuer, a real server that asks for them, and TLS between the two.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Camunda8 } from '@camunda8/sdk';
import { GrevyClient } from '@grevy/client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ZBClient } from 'zeebe-node';
import { CLIENT_ID, CLIENT_SECRET, OidcIssuer } from '../../gateway/test/oidc-issuer.js';
import { ManagementCalls } from './operations/management-calls.js';
import { run } from './run-program.js';
import { startServer, type RunningServer } from './running-server.js';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl)
  console.log('The tests of OAuth with TLS are skipped: there is no openssl to make a certificate');

const AUDIENCE = 'orders-api';

describe.skipIf(!hasOpenssl)('a server in mode identity, with TLS', () => {
  let directory: string;
  let issuer: OidcIssuer;
  let server: RunningServer;
  const certificate = (): string => join(directory, 'server.pem');

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'grevy-oauth-'));
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=server'],
        ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
        ...['-keyout', join(directory, 'server.key'), '-out', certificate()],
      ],
      { stdio: 'ignore' },
    );
    issuer = await OidcIssuer.start();
    server = await startServer(['--ephemeral'], {
      ZEEBE_BROKER_GATEWAY_SECURITY_ENABLED: 'true',
      ZEEBE_BROKER_GATEWAY_SECURITY_CERTIFICATECHAINPATH: certificate(),
      ZEEBE_BROKER_GATEWAY_SECURITY_PRIVATEKEYPATH: join(directory, 'server.key'),
      ZEEBE_BROKER_GATEWAY_SECURITY_AUTHENTICATION_MODE: 'identity',
      ZEEBE_BROKER_GATEWAY_SECURITY_AUTHENTICATION_IDENTITY_ISSUERBACKENDURL: issuer.url,
      ZEEBE_BROKER_GATEWAY_SECURITY_AUTHENTICATION_IDENTITY_AUDIENCE: AUDIENCE,
      ZEEBE_BROKER_GATEWAY_SECURITY_AUTHENTICATION_IDENTITY_CLOCKSKEW: '0s',
    });
  });
  afterAll(async () => {
    await server.stop();
    await issuer.stop();
    rmSync(directory, { recursive: true });
  });

  /** What clients of the protocol read from their environment. */
  function environment(audience: string): Readonly<Record<string, string>> {
    return {
      ZEEBE_ADDRESS: server.address,
      ZEEBE_INSECURE_CONNECTION: 'false',
      ZEEBE_CA_CERTIFICATE_PATH: certificate(),
      ZEEBE_CLIENT_ID: CLIENT_ID,
      ZEEBE_CLIENT_SECRET: CLIENT_SECRET,
      ZEEBE_AUTHORIZATION_SERVER_URL: `${issuer.url}/token`,
      ZEEBE_TOKEN_AUDIENCE: audience,
      ZEEBE_TOKEN_SCOPE: 'zeebe',
      ZEEBE_CLIENT_CONFIG_PATH: join(mkdtempSync(join(directory, 'cache-')), 'credentials'),
    };
  }

  function grevyClient(audience = AUDIENCE): GrevyClient {
    const client = new GrevyClient({ environment: environment(audience), retry: false });
    onTestFinished(async () => void (await client.close()));
    return client;
  }

  it('serves the client of this product, which asks for one token for many calls', async () => {
    const client = grevyClient();
    const before = issuer.tokenRequests;

    const answers = await Promise.all([client.topology(), client.topology(), client.topology()]);

    expect(answers.map(({ clusterSize }) => clusterSize)).toEqual([1, 1, 1]);
    expect(issuer.tokenRequests - before).toBe(1);
  });

  it('serves on when the token of a client has expired: the client gets another one', async () => {
    issuer.ttlSeconds = 2;
    onTestFinished(() => void (issuer.ttlSeconds = 300));
    const client = grevyClient();
    const expired = await issuer.token({ audience: AUDIENCE, ttlSeconds: 1 });
    expect(await client.topology()).toMatchObject({ clusterSize: 1 });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    issuer.ttlSeconds = 300;
    const before = issuer.tokenRequests;

    expect(await client.topology()).toMatchObject({ clusterSize: 1 });

    expect(issuer.tokenRequests - before).toBe(1);
    const credentials = {
      applyCredentials: async (headers: Map<string, string>) => void headers.set('authorization', expired),
      shouldRetry: async () => false,
    };
    const late = new GrevyClient({ environment: environment(AUDIENCE), credentials, retry: false });
    onTestFinished(async () => void (await late.close()));
    await expect(late.topology()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses a token for another audience, and does not count the call', async () => {
    const management = new ManagementCalls(server.managementAddress);
    const topology = { grpc_method: 'Topology' };
    const before = (await management.metric('grpc_server_started_total', topology)) ?? 0;

    await expect(grevyClient('somebody-else').topology()).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('Failed to parse bearer token, see cause for details') as string,
    });

    expect((await management.metric('grpc_server_started_total', topology)) ?? 0).toBe(before);
  });

  it.each([
    [AUDIENCE, 0, 'Cluster size: 1'],
    ['somebody-else', 1, 'Failed to parse bearer token'],
  ])('answers zbctl whose token is for %s', async (audience, exitCode, text) => {
    const result = await run('zbctl', ['status'], { env: environment(audience) });

    expect(result.stdout + result.stderr).toContain(text);
    expect(result.exitCode).toBe(exitCode);
  });

  it('serves @camunda8/sdk', async () => {
    const camunda = new Camunda8({
      ZEEBE_GRPC_ADDRESS: `grpcs://${server.address}`,
      CAMUNDA_AUTH_STRATEGY: 'OAUTH',
      CAMUNDA_OAUTH_URL: `${issuer.url}/token`,
      CAMUNDA_OAUTH_DISABLED: false,
      ZEEBE_CLIENT_ID: CLIENT_ID,
      ZEEBE_CLIENT_SECRET: CLIENT_SECRET,
      ZEEBE_TOKEN_AUDIENCE: AUDIENCE,
      CAMUNDA_TOKEN_SCOPE: 'zeebe',
      CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
      CAMUNDA_CUSTOM_ROOT_CERT_PATH: certificate(),
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
    });
    const client = camunda.getZeebeGrpcApiClient();

    expect(await client.topology()).toMatchObject({ clusterSize: 1 });

    await client.close();
  });

  it('serves zeebe-node', async () => {
    const client = new ZBClient(server.address, {
      useTLS: true,
      customSSL: { rootCerts: readFileSync(certificate()) },
      oAuth: {
        url: `${issuer.url}/token`,
        audience: AUDIENCE,
        scope: 'zeebe',
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        cacheOnDisk: false,
      },
      loglevel: 'NONE',
    });

    expect(await client.topology()).toMatchObject({ clusterSize: 1 });

    await client.close();
  });
});
