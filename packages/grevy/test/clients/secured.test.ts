// The clients at a gateway with TLS that asks for tokens: each gets a token from a real issuer and works; none gets in
// without the right secret.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Camunda8 } from '@camunda8/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OidcIssuer } from '../../../gateway/test/oidc-issuer.js';
import { ENTRIES } from '../run-program.js';
import { startServer, type RunningServer } from '../running-server.js';
import { camunda8SdkClient } from './camunda8-sdk-client.js';
import type { Client } from './client.js';
import { DriverProcess, type Program } from './driver-process.js';
import { chargeProcess } from './models/charge-process.js';
import { goDriver, javaDriver, pythonDriver, zbctl } from './toolchains.js';
import { ZbctlClient } from './zbctl-client.js';
import { zeebeNodeClient } from './zeebe-node-client.js';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.log('Not tested with TLS: there is no openssl to make certificates with');

const AUDIENCE = 'zeebe-api';
const CLIENT_ID = 'order-service';
const SECRET = 'secret';
const folder = mkdtempSync(join(tmpdir(), 'grevy-secured-'));
const certificate = join(folder, 'server.pem');
const key = join(folder, 'server.key');

interface Access {
  readonly address: string;
  readonly tokenUrl: string;
  readonly secret: string;
}

type Open = (access: Access) => Promise<Client>;

/** By the variables that the clients of other languages have in common. */
function byVariables(program: Program): Open {
  return ({ address, tokenUrl, secret }) =>
    DriverProcess.start(program, address, {
      ZEEBE_CA_CERTIFICATE_PATH: certificate,
      ZEEBE_CLIENT_ID: CLIENT_ID,
      ZEEBE_CLIENT_SECRET: secret,
      ZEEBE_TOKEN_AUDIENCE: AUDIENCE,
      ZEEBE_AUTHORIZATION_SERVER_URL: tokenUrl,
      ZEEBE_CLIENT_CONFIG_PATH: join(folder, `credentials-${secret}`),
      // Python's library asks for HTTPS, which an issuer on this machine does not have.
      OAUTHLIB_INSECURE_TRANSPORT: '1',
    });
}

function byFlags(program: Program): Open {
  return ({ address, tokenUrl, secret }) =>
    Promise.resolve(
      new ZbctlClient(program, address, [
        ...['--certPath', certificate, '--audience', AUDIENCE, '--authzUrl', tokenUrl],
        ...['--clientId', CLIENT_ID, '--clientSecret', secret],
        ...['--clientCache', join(folder, `zbctl-${secret}`)],
      ]),
    );
}

const clients: Readonly<Record<string, Open | undefined>> = {
  'zeebe-node': ({ address, tokenUrl, secret }) =>
    Promise.resolve(
      zeebeNodeClient(address, {
        retry: false,
        useTLS: true,
        customSSL: { rootCerts: readFileSync(certificate) },
        oAuth: {
          url: tokenUrl,
          audience: AUDIENCE,
          clientId: CLIENT_ID,
          clientSecret: secret,
          cacheOnDisk: false,
        },
      }),
    ),
  '@camunda8/sdk': ({ address, tokenUrl, secret }) =>
    Promise.resolve(
      camunda8SdkClient(
        { version: '8.8', Sdk: Camunda8, addressSettings: () => ({}), streamingWorkersPoll: true },
        {
          ZEEBE_GRPC_ADDRESS: `grpcs://${address}`,
          CAMUNDA_OAUTH_DISABLED: false,
          CAMUNDA_AUTH_STRATEGY: 'OAUTH',
          CAMUNDA_OAUTH_URL: tokenUrl,
          CAMUNDA_CUSTOM_ROOT_CERT_PATH: certificate,
          CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
          ZEEBE_CLIENT_ID: CLIENT_ID,
          ZEEBE_CLIENT_SECRET: secret,
          ZEEBE_TOKEN_AUDIENCE: AUDIENCE,
        },
        false,
      ),
    ),
  'the Java client': optional(await javaDriver('8.5.25', true), byVariables),
  'the Go client': optional(await goDriver(), byVariables),
  pyzeebe: optional(await pythonDriver(), byVariables),
  zbctl: optional(await zbctl('8.3.0'), byFlags),
  "Grevy's zbctl": byFlags({ command: process.execPath, args: [ENTRIES.zbctl] }),
};

function optional(program: Program | undefined, open: (program: Program) => Open): Open | undefined {
  return program === undefined ? undefined : open(program);
}

describe.skipIf(!hasOpenssl)('with TLS and tokens', () => {
  let issuer: OidcIssuer;
  let server: RunningServer;
  beforeAll(async () => {
    const command = [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate],
    ];
    execFileSync('openssl', command, { stdio: 'ignore' });
    issuer = await OidcIssuer.start();
    server = await startServer(['--ephemeral'], {
      ZEEBE_GATEWAY_SECURITY_ENABLED: 'true',
      ZEEBE_GATEWAY_SECURITY_CERTIFICATECHAINPATH: certificate,
      ZEEBE_GATEWAY_SECURITY_PRIVATEKEYPATH: key,
      ZEEBE_GATEWAY_SECURITY_AUTHENTICATION_MODE: 'identity',
      ZEEBE_GATEWAY_SECURITY_AUTHENTICATION_IDENTITY_ISSUERBACKENDURL: issuer.url,
      ZEEBE_GATEWAY_SECURITY_AUTHENTICATION_IDENTITY_AUDIENCE: AUDIENCE,
    });
  });
  afterAll(async () => {
    await server.stop();
    await issuer.stop();
    rmSync(folder, { recursive: true });
  });
  const access = (secret: string): Access => ({
    address: server.address,
    tokenUrl: `${issuer.url}/token`,
    secret,
  });

  describe.each(Object.entries(clients))('%s', (name, open) => {
    it.skipIf(open === undefined)('works', { timeout: 90_000 }, async () => {
      const client = await open?.(access(SECRET));
      if (client === undefined) return;
      const id = `secured-${name.replaceAll(/\W/g, '')}`;
      const resources = [{ name: `${id}.bpmn`, content: chargeProcess(id) }];
      await client.call('DeployResource', { resources });
      const worker = await client.openWorker({
        type: id,
        name: 'ada',
        outcome: { complete: { receipt: 'R-5' } },
        stream: false,
        timeoutMs: 60_000,
      });
      const result = await client.call('CreateProcessInstanceWithResult', {
        request: { bpmnProcessId: id, version: -1, variables: { total: 1 } },
        requestTimeout: 30_000,
      });
      expect(result['variables']).toMatchObject({ total: 1, receipt: 'R-5' });
      await worker.close();
      await client.close();
    });

    it.skipIf(open === undefined)('does not get in by a wrong secret', { timeout: 90_000 }, async () => {
      const client = await open?.(access('guessed'));
      if (client === undefined) return;
      await expect(client.call('Topology', {})).rejects.toThrow();
      await client.close();
    });
  });
});
