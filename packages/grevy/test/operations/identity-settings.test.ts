// What the settings of authentication make of the gateway.
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/configuration/load-configuration.js';

describe('the mode identity', () => {
  const IDENTITY = 'ZEEBE_GATEWAY_SECURITY_AUTHENTICATION_IDENTITY';

  it('takes issuer, audience and the address of Identity from variables', () => {
    const environment = {
      ZEEBE_GATEWAY_SECURITY_AUTHENTICATION_MODE: 'IDENTITY',
      [`${IDENTITY}_ISSUERBACKENDURL`]: 'https://login.example.com',
      [`${IDENTITY}_AUDIENCE`]: 'orders',
      [`${IDENTITY}_BASEURL`]: 'https://identity.example.com',
      [`${IDENTITY}_TENANTLOOKUPTIMEOUT`]: '2s',
      ZEEBE_GATEWAY_MULTITENANCY_ENABLED: 'true',
    };
    const { server, notices } = loadConfiguration({ environment });
    expect(notices).toEqual([]);
    expect(server.gateway?.settings).toMatchObject({
      multiTenancyEnabled: true,
      authentication: {
        mode: 'identity',
        identity: {
          issuerBackendUrl: 'https://login.example.com',
          audience: 'orders',
          baseUrl: 'https://identity.example.com',
          tenantLookupTimeoutMs: 2_000,
        },
      },
    });
  });
});
