// Where the server listens, and what the topology says about it.
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/configuration/load-configuration.js';

describe('the management endpoints', () => {
  it.each([
    ['nothing', {}, {}, '0.0.0.0'],
    [
      'hosts of broker and gateway',
      { ZEEBE_BROKER_NETWORK_HOST: 'a', ZEEBE_GATEWAY_NETWORK_HOST: 'b' },
      {},
      '0.0.0.0',
    ],
    ['the flag', {}, { '--host': '127.0.0.1' }, '127.0.0.1'],
    ['the flag and an address', { SERVER_ADDRESS: '::1' }, { '--host': '0.0.0.0' }, '::1'],
  ])('given %s, then they listen where they should', (_given, environment, flags, host) => {
    expect(loadConfiguration({ environment, flags }).server.managementHost).toBe(host);
  });
});

describe('the gateway', () => {
  it.each([
    [{}, '0.0.0.0', 26500],
    [{ ZEEBE_BROKER_NETWORK_HOST: 'a', ZEEBE_BROKER_NETWORK_PORTOFFSET: '2' }, 'a', 26520],
    [{ ZEEBE_BROKER_NETWORK_HOST: 'a', ZEEBE_BROKER_GATEWAY_NETWORK_HOST: 'b' }, 'b', 26500],
    [{ ZEEBE_GATEWAY_NETWORK_HOST: 'c', ZEEBE_GATEWAY_NETWORK_PORT: '1' }, 'c', 1],
  ])('given %o, then it listens at %s:%d', (environment, host, port) => {
    expect(loadConfiguration({ environment }).server).toMatchObject({ host, port });
  });
});
