/** Tenants that the gateway asks an Identity service for, with the token of the caller (spec 01 §7.3, §7.4). */
import { Metadata, status } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_IDENTITY, type IdentitySettings } from '../src/index.js';
import { created } from './answers.js';
import { type GatewayClient, givenGateway } from './gateway-client.js';
import { IdentityService, answers, answersTenants } from './identity-service.js';
import { CLIENT_ID, OidcIssuer } from './oidc-issuer.js';

const NOT_PROVIDED = 'Expected Identity to provide authorized tenants, see cause for details';

let issuer: OidcIssuer;
let identity: IdentityService;
beforeAll(async () => {
  issuer = await OidcIssuer.start();
});
afterAll(() => issuer.stop());
beforeEach(async () => {
  identity = await IdentityService.start();
});
afterEach(() => identity.stop());

interface LogLine {
  readonly fields: object;
  readonly message: string | undefined;
}

async function given(settings: Partial<IdentitySettings> = {}, multiTenancyEnabled = true) {
  const warnings: LogLine[] = [];
  const ignore = (): void => undefined;
  const warn = (fields: object, message?: string): void => void warnings.push({ fields, message });
  const { bus, client } = await givenGateway({
    logger: { trace: ignore, debug: ignore, info: ignore, warn, error: ignore },
    settings: {
      multiTenancyEnabled,
      authentication: {
        mode: 'identity',
        identity: { ...DEFAULT_IDENTITY, issuerBackendUrl: issuer.url, baseUrl: identity.url, ...settings },
      },
    },
  });
  bus.script = () => created();
  return { bus, client, warnings };
}

async function create(client: GatewayClient, tenantId: string, token: string) {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  const request = { bpmnProcessId: 'order', version: -1, tenantId };
  return client.call('CreateProcessInstance', request, metadata).then(
    () => ({ code: status.OK, details: '' }),
    ({ code, details }: { code: number; details: string }) => ({ code, details }),
  );
}

describe('tenants that Identity tells', () => {
  test('are asked for with the token of the caller, and travel with every command', async () => {
    identity.answer = answersTenants('tenant-a', 'tenant-b');
    const { bus, client } = await given();
    const token = await issuer.token();

    const own = await create(client, 'tenant-a', token);
    const foreign = await create(client, 'tenant-c', token);

    expect(own.code).toBe(status.OK);
    expect(foreign).toEqual({
      code: status.PERMISSION_DENIED,
      details:
        "Expected to handle gRPC request CreateProcessInstance with tenant identifier 'tenant-c', but tenant is not authorized to perform this request",
    });
    expect(bus.commands.map(({ authorizedTenants }) => authorizedTenants)).toEqual([
      ['tenant-a', 'tenant-b'],
    ]);
    expect(identity.requests).toEqual([{ path: '/api/tenants/for-token', authorization: `Bearer ${token}` }]);
  });

  test('are those that count, whatever claim and mapping say', async () => {
    identity.answer = answersTenants('tenant-a');
    const { client } = await given({
      baseUrl: `${identity.url}/`,
      tenants: { claim: 'scope', ofClients: { [CLIENT_ID]: ['tenant-b'] } },
    });
    const token = await issuer.token();

    expect((await create(client, 'tenant-a', token)).code).toBe(status.OK);
    expect((await create(client, 'tenant-b', token)).code).toBe(status.PERMISSION_DENIED);
    expect((await create(client, 'zeebe', token)).code).toBe(status.PERMISSION_DENIED);
  });

  test('are asked for once by calls that come together, and per token', async () => {
    identity.answer = answersTenants('tenant-a');
    const { client } = await given();
    const [one, other] = [await issuer.token(), await issuer.token({ ttlSeconds: 200 })];

    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => create(client, 'tenant-a', index % 2 === 0 ? one : other)),
    );

    expect(results.every(({ code }) => code === status.OK)).toBe(true);
    expect(identity.requests).toHaveLength(2);
  });

  test('may be none, so that nothing is allowed', async () => {
    identity.answer = answersTenants();
    const { client } = await given();

    expect((await create(client, '<default>', await issuer.token())).code).toBe(status.PERMISSION_DENIED);
  });

  test('may be told by their ids alone', async () => {
    identity.answer = answers(200, '["tenant-a"]');
    const { client } = await given();

    expect((await create(client, 'tenant-a', await issuer.token())).code).toBe(status.OK);
  });

  test('are not asked for without multi-tenancy, or with a bad token', async () => {
    const { client } = await given({}, false);
    const { client: strict } = await given();

    expect((await create(client, '', await issuer.token())).code).toBe(status.OK);
    expect((await create(strict, 'tenant-a', 'a.b.c')).details).toBe(
      'Failed to parse bearer token, see cause for details',
    );
    expect(identity.requests).toEqual([]);
  });
});

describe('when Identity does not tell them', () => {
  test.each([
    ['an error', answers(503), 'answered with status 503'],
    ['no permission', answers(401), 'answered with status 401'],
    ['another page', answers(302), 'answered with status 302'],
    ['no JSON', answers(200, '<html>'), 'is not valid JSON'],
    ['no list', answers(200, '{"tenants":[]}'), 'answered no list of tenants'],
    ['no tenants', answers(200, '[{"id":1}]'), 'answered no list of tenants'],
  ])('but %s, the call is UNAUTHENTICATED, and the log says why', async (_name, answer, cause) => {
    identity.answer = answer;
    const { bus, client, warnings } = await given();

    const result = await create(client, 'tenant-a', await issuer.token());

    expect(result).toEqual({ code: status.UNAUTHENTICATED, details: NOT_PROVIDED });
    expect(bus.commands).toEqual([]);
    expect(warnings).toEqual([
      {
        message: 'Identity did not tell the tenants of a caller',
        fields: { cause: expect.stringContaining(cause) as unknown, othersSinceLastLine: 0 },
      },
    ]);
  });

  test('in time, the call is UNAUTHENTICATED', async () => {
    identity.answer = () => undefined;
    const { client, warnings } = await given({ tenantLookupTimeoutMs: 50 });

    const result = await create(client, 'tenant-a', await issuer.token());

    expect(result).toEqual({ code: status.UNAUTHENTICATED, details: NOT_PROVIDED });
    expect(JSON.stringify(warnings)).toContain('timeout');
  });

  test('for one token, other tokens are served, and that one as soon as it is known', async () => {
    const [late, known] = [await issuer.token(), await issuer.token({ ttlSeconds: 200 })];
    identity.answer = (request, response) => {
      const isLate = request.headers.authorization === `Bearer ${late}` && identity.requests.length === 1;
      (isLate ? answers(500) : answersTenants('tenant-a'))(request, response);
    };
    const { client } = await given();

    expect((await create(client, 'tenant-a', late)).code).toBe(status.UNAUTHENTICATED);
    expect((await create(client, 'tenant-a', known)).code).toBe(status.OK);

    // It is not asked again at once, so that a client that retries is no load.
    let code: number = status.UNAUTHENTICATED;
    while (code !== status.OK) code = (await create(client, 'tenant-a', late)).code;
    expect(identity.requests).toHaveLength(3);
  });
});

test.each(['', 'identity:8080', 'file:///etc/passwd'])(
  'the address "%s" stops the start',
  async (baseUrl) => {
    await expect(given({ baseUrl })).rejects.toThrow(
      `identity.baseUrl must be an http or https URL, but was '${baseUrl}'`,
    );
  },
);
