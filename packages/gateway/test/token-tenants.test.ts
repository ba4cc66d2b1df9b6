/** Where the tenants of a caller are found in its token. */
import { describe, expect, test } from 'vitest';
import { tenantsOfToken } from '../src/auth/token-tenants.js';

const claims = {
  sub: 'user-1',
  azp: 'order-service',
  tenants: ['a', 'b', 7],
  one: 'c',
  realm_access: { tenants: ['d'] },
  'https://example.com/tenants': ['e'],
  nothing: null,
};

describe('tenants of a token', () => {
  test.each([
    ['tenants', ['a', 'b']],
    ['one', ['c']],
    ['realm_access.tenants', ['d']],
    ['https://example.com/tenants', ['e']],
    ['missing', undefined],
    ['tenants.length', undefined],
    ['nothing', undefined],
    ['nothing.tenants', undefined],
    ['one.tenants', undefined],
    ['constructor.name', undefined],
    ['', undefined],
  ])('claim "%s": %o', (claim, tenants) => {
    expect(tenantsOfToken(claims, { claim, ofClients: {} })).toEqual(tenants);
  });

  test('of claim and mapping together, each once', () => {
    expect(tenantsOfToken(claims, { claim: 'tenants', ofClients: { 'order-service': ['b', 'f'] } })).toEqual([
      'a',
      'b',
      'f',
    ]);
  });

  test('a caller is known by client_id before azp before sub', () => {
    const ofClients = { 'user-1': ['by-sub'], 'order-service': ['by-azp'], x: ['by-client-id'] };

    expect(tenantsOfToken(claims, { claim: '', ofClients })).toEqual(['by-azp']);
    expect(tenantsOfToken({ ...claims, client_id: 'x' }, { claim: '', ofClients })).toEqual(['by-client-id']);
    expect(tenantsOfToken({ sub: 'user-1' }, { claim: '', ofClients })).toEqual(['by-sub']);
  });

  test('a caller with the name of a built-in property is nobody', () => {
    expect(tenantsOfToken({ sub: 'toString' }, { claim: 'tenants', ofClients: {} })).toBeUndefined();
  });
});
