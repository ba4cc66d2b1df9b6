/** Authentication mode `identity`, with the tokens of a real issuer. */
import { makeKey } from '@grevy/protocol';
import { Metadata, status } from '@grpc/grpc-js';
import { SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AuthenticationSettings, DEFAULT_IDENTITY, type IdentitySettings } from '../src/index.js';
import { NO_JOBS, created, jobAnswer } from './answers.js';
import { type GatewayClient, givenGateway } from './gateway-client.js';
import { CLIENT_ID, OidcIssuer, newKey } from './oidc-issuer.js';

const INVALID = 'Failed to parse bearer token, see cause for details';

let issuer: OidcIssuer;
beforeAll(async () => {
  issuer = await OidcIssuer.start();
});
afterAll(() => issuer.stop());
beforeEach(() => issuer.useKey(newKey(`key-of-test-${Math.random()}`)));

function identity(settings: Partial<IdentitySettings> = {}): AuthenticationSettings {
  return { mode: 'identity', identity: { ...DEFAULT_IDENTITY, issuerBackendUrl: issuer.url, ...settings } };
}

function given(settings: Partial<IdentitySettings> = {}, multiTenancyEnabled = false) {
  return givenGateway({ settings: { authentication: identity(settings), multiTenancyEnabled } });
}

function bearing(authorization: string): Metadata {
  const metadata = new Metadata();
  metadata.set('authorization', authorization);
  return metadata;
}

async function topologyStatus(client: GatewayClient, token: string): Promise<number> {
  return client.call('Topology', {}, bearing(`Bearer ${token}`)).then(
    () => status.OK,
    (error: { code: number }) => error.code,
  );
}

describe('a call', () => {
  test('with a token of the issuer is served, with or without the word Bearer', async () => {
    const { client } = await given();
    const token = await issuer.token();

    expect(await client.call('Topology', {}, bearing(`Bearer ${token}`))).toMatchObject({ clusterSize: 1 });
    expect(await client.call('Topology', {}, bearing(token))).toMatchObject({ clusterSize: 1 });
    expect(issuer.keyRequests).toBe(1);
  });

  test('without a token is UNAUTHENTICATED, without details', async () => {
    const { client, bus } = await given();

    const error = await client.failure('CreateProcessInstance', { bpmnProcessId: 'order', version: -1 });

    expect(error.code).toBe(status.UNAUTHENTICATED);
    expect(error.details).toBe('Expected bearer token at header with key [authorization], but found nothing');
    expect(error.metadata.get('grpc-status-details-bin')).toEqual([]);
    expect(bus.commands).toEqual([]);
  });

  test.each(['ActivateJobs', 'StreamActivatedJobs'])('%s is checked too', async (rpc) => {
    const { client, bus } = await given();

    const ending = await client.open(rpc, { type: 'work', timeout: 1, maxJobsToActivate: 1 }).ended;

    expect(ending.code).toBe(status.UNAUTHENTICATED);
    expect(bus.commands).toEqual([]);
    expect(bus.jobStreams.size).toBe(0);
  });

  test.each(['no token', 'Basic ZGVtbzpkZW1v', 'Bearer a.b.c', 'bearer x'])(
    'with "%s" is UNAUTHENTICATED',
    async (authorization) => {
      const { client } = await given();

      const error = await client.failure('Topology', {}, bearing(authorization));

      expect(error.code).toBe(status.UNAUTHENTICATED);
      expect(error.details).toBe(INVALID);
    },
  );
});

describe('a token is refused', () => {
  test('when it was given for another audience', async () => {
    const { client } = await given();

    const error = await client.failure(
      'Topology',
      {},
      bearing(await issuer.token({ audience: 'other-api' })),
    );

    expect(error.code).toBe(status.UNAUTHENTICATED);
    expect(error.details).toBe(INVALID);
  });

  test('when it has expired, although it was accepted before', async () => {
    const { client } = await given({ clockSkewMs: 0 });
    const token = await issuer.token({ ttlSeconds: 2 });
    expect(await topologyStatus(client, token)).toBe(status.OK);

    let code: number = status.OK;
    while (code === status.OK) code = await topologyStatus(client, token);

    expect(code).toBe(status.UNAUTHENTICATED);
  });

  test('when somebody else has signed it, or nobody', async () => {
    const { client } = await given();
    const own = await generateKeyPair('RS256');
    const claims = { client_id: CLIENT_ID };
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(issuer.url)
      .setAudience('zeebe-api')
      .setExpirationTime('5m')
      .sign(own.privateKey);
    const unsigned = new UnsecuredJWT(claims)
      .setIssuer(issuer.url)
      .setAudience('zeebe-api')
      .setExpirationTime('5m')
      .encode();

    expect(await topologyStatus(client, forged)).toBe(status.UNAUTHENTICATED);
    expect(await topologyStatus(client, unsigned)).toBe(status.UNAUTHENTICATED);
  });

  test('when the issuer is not the one of the settings', async () => {
    const { client } = await given({ issuer: 'https://login.example.com' });

    expect(await topologyStatus(client, await issuer.token())).toBe(status.UNAUTHENTICATED);
  });

  test('and others are served meanwhile', async () => {
    const { client } = await given();
    const token = await issuer.token();
    const bad = `${token.slice(0, -4)}AAAA`;

    const codes = await Promise.all(
      Array.from({ length: 200 }, (_, index) => topologyStatus(client, index % 2 === 0 ? bad : token)),
    );

    expect(codes.filter((code) => code === status.OK)).toHaveLength(100);
    expect(codes.filter((code) => code === status.UNAUTHENTICATED)).toHaveLength(100);
  });
});

describe('keys of the issuer', () => {
  /** The keys are not fetched again at once, so that bad tokens are no load for the issuer. */
  async function untilServed(client: GatewayClient, token: string): Promise<void> {
    while ((await topologyStatus(client, token)) !== status.OK) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  test.each([
    ['with a new id', 'second'],
    ['under the same id', 'same'],
  ])('may be replaced %s', async (_name, keyId) => {
    await issuer.useKey(newKey('same'));
    const { client } = await given();
    const before = await issuer.token();
    expect(await topologyStatus(client, before)).toBe(status.OK);
    const requestsBefore = issuer.keyRequests;

    await issuer.useKey(newKey(keyId));
    await untilServed(client, await issuer.token());

    expect(issuer.keyRequests).toBe(requestsBefore + 1);
  });

  test('that cannot be fetched make calls UNAUTHENTICATED until they can', async () => {
    const { client } = await given();
    const key = newKey('late');
    await issuer.useKey(key);
    const token = await issuer.token();
    issuer.fail();

    expect(await topologyStatus(client, token)).toBe(status.UNAUTHENTICATED);

    await issuer.useKey(key);
    await untilServed(client, token);
  });
});

describe('tenants of a caller', () => {
  const CREATE = { bpmnProcessId: 'order', version: -1 };

  test('come from the settings, by client id, and travel with every command', async () => {
    const { bus, client } = await given(
      { tenants: { claim: 'tenants', ofClients: { [CLIENT_ID]: ['tenant-a', 'tenant-b'] } } },
      true,
    );
    bus.script = ({ valueType, key }) => (valueType === 'JOB' ? jobAnswer(key) : created());
    const metadata = bearing(await issuer.token());

    await client.call('CreateProcessInstance', { ...CREATE, tenantId: 'tenant-a' }, metadata);
    await client.call('CompleteJob', { jobKey: '2251799813685250' }, metadata);

    expect(bus.commands[0]).toMatchObject({
      value: { tenantId: 'tenant-a' },
      authorizedTenants: ['tenant-a', 'tenant-b'],
    });
    expect(bus.commands[1]).toMatchObject({
      key: makeKey(1, 2),
      authorizedTenants: ['tenant-a', 'tenant-b'],
    });
  });

  test('that are not among them are refused', async () => {
    const { bus, client } = await given(
      { tenants: { claim: 'tenants', ofClients: { [CLIENT_ID]: ['tenant-a'] } } },
      true,
    );
    bus.script = () => NO_JOBS;

    const error = await client.failure(
      'CreateProcessInstance',
      { ...CREATE, tenantId: 'tenant-c' },
      bearing(await issuer.token()),
    );

    expect(error.code).toBe(status.PERMISSION_DENIED);
    expect(error.details).toBe(
      "Expected to handle gRPC request CreateProcessInstance with tenant identifier 'tenant-c', but tenant is not authorized to perform this request",
    );
    expect(bus.commands).toEqual([]);
  });

  test('come from a claim', async () => {
    // The issuer names the scope of the token in a claim: it stands for one with tenants here.
    const { bus, client } = await given({ tenants: { claim: 'scope', ofClients: {} } }, true);
    bus.script = () => created();

    await client.call(
      'CreateProcessInstance',
      { ...CREATE, tenantId: 'zeebe' },
      bearing(await issuer.token()),
    );

    expect(bus.commands[0]).toMatchObject({ authorizedTenants: ['zeebe'] });
  });

  test('that nobody knows make the call UNAUTHENTICATED', async () => {
    const { client } = await given({}, true);

    const error = await client.failure('Topology', {}, bearing(await issuer.token()));

    expect(error.code).toBe(status.UNAUTHENTICATED);
    expect(error.details).toBe('Expected Identity to provide authorized tenants, see cause for details');
  });
});

describe('settings', () => {
  test.each([
    [{ issuerBackendUrl: '' }, "identity.issuerBackendUrl must be an http or https URL, but was ''"],
    [{ issuerBackendUrl: 'file:///etc/passwd' }, 'must be an http or https URL'],
    [{ jwksUrl: 'x' }, "identity.jwksUrl must be an http or https URL, but was 'x'"],
    [{ audience: '' }, 'identity.audience must not be empty'],
    [{ clockSkewMs: -1 }, 'identity.clockSkew must be from 0 to 300000 ms, but was -1'],
  ])('%o stop the start', async (settings, message) => {
    await expect(given(settings)).rejects.toThrow(message);
  });
});
