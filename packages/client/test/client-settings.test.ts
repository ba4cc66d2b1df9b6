import { describe, expect, it } from 'vitest';
import { GrevyClient } from '../src/index.js';
import { resolveSettings } from '../src/client-settings.js';

const settingsOf = (
  options: Parameters<typeof resolveSettings>[0],
  environment: Record<string, string> = {},
) => resolveSettings({ ...options, environment });

describe('the address of the gateway', () => {
  it.each([
    ['nothing is set', {}, {}, '127.0.0.1:26500'],
    ['an address without a port', { address: 'example.org' }, {}, 'example.org:26500'],
    ['option before variable', { address: 'a:1' }, { ZEEBE_ADDRESS: 'b:2' }, 'a:1'],
    ['the variable', {}, { ZEEBE_ADDRESS: 'b:2' }, 'b:2'],
    ['a host wins over the address', { address: 'a:1', host: 'h' }, {}, 'h:26500'],
    ['a port variable wins over the address', { address: 'a:1' }, { ZEEBE_PORT: '7' }, '127.0.0.1:7'],
    ['host and port one by one', { host: 'h' }, { ZEEBE_HOST: 'x', ZEEBE_PORT: '7' }, 'h:7'],
    ['an IPv6 address', { address: '::1' }, {}, '[::1]:26500'],
    ['an IPv6 host', { host: '::1', port: 5 }, {}, '[::1]:5'],
    ['the newer variable wins', {}, { ZEEBE_GRPC_ADDRESS: 'grpc://a:1', ZEEBE_ADDRESS: 'b:2' }, 'a:1'],
    ['a scheme is taken off', { address: 'grpcs://a' }, {}, 'a:26500'],
    ['a cluster of the cloud', { cloud: { clusterId: 'abc' } }, {}, 'abc.bru-2.zeebe.camunda.io:443'],
    [
      'a region of the cloud',
      { cloud: { clusterId: 'abc', region: 'ont-1' } },
      { ZEEBE_ADDRESS: 'b:2' },
      'abc.ont-1.zeebe.camunda.io:443',
    ],
    ['an empty variable counts as unset', {}, { ZEEBE_HOST: '', ZEEBE_ADDRESS: 'b:2' }, 'b:2'],
  ])('%s', (_title, options, environment, address) => {
    expect(settingsOf(options, environment).address).toBe(address);
  });
});

describe('encryption', () => {
  it.each([
    ['is off on this machine', {}, {}, false],
    ['is on for other machines', { address: 'example.org' }, {}, true],
    [
      'is switched off by the variable',
      { address: 'example.org' },
      { ZEEBE_INSECURE_CONNECTION: 'true' },
      false,
    ],
    ['is switched off by nothing but true', {}, { ZEEBE_INSECURE_CONNECTION: '1' }, true],
    ['is switched on by the scheme', { address: 'grpcs://127.0.0.1' }, {}, true],
    ['is switched off by the scheme', { address: 'http://example.org:80/' }, {}, false],
    ['obeys the option first', { tls: true }, { ZEEBE_INSECURE_CONNECTION: 'true' }, true],
  ])('%s', (_title, options, environment, isEncrypted) => {
    expect(settingsOf(options, environment).tls !== undefined).toBe(isEncrypted);
  });
});

it('names the variable that is no number', () => {
  expect(() => settingsOf({}, { ZEEBE_KEEP_ALIVE: '45s' })).toThrow(
    'Expected the variable ZEEBE_KEEP_ALIVE to be a number of milliseconds, but was "45s"',
  );
});

it('names a scheme that it does not know', () => {
  expect(() => settingsOf({ address: 'ftp://a' })).toThrow(
    /^Expected the address "ftp:\/\/a" to begin with grpc:/,
  );
});

it('names a file of certificates that is missing', () => {
  const options = { environment: {}, tls: true, caCertificateFile: '/nonexistent.pem' };
  expect(() => new GrevyClient(options)).toThrow(
    "expected to find CA certificate but no such file at '/nonexistent.pem': file not found",
  );
});

it('asks for tokens when there is a client id and a secret', () => {
  expect(settingsOf({}).credentials).toBeUndefined();
  expect(settingsOf({}, { ZEEBE_CLIENT_ID: 'me', ZEEBE_CLIENT_SECRET: 's' }).credentials).toBeDefined();
});

describe('the defaults of workers', () => {
  it('are polls, for the tenants of the gateway', () => {
    expect(settingsOf({}).workerDefaults).toEqual({ stream: false, tenantIds: undefined });
  });

  it('come from variables, and from options before them', () => {
    const environment = {
      ZEEBE_CLIENT_WORKER_STREAM_ENABLED: 'true',
      ZEEBE_DEFAULT_JOB_WORKER_TENANT_IDS: 'a, b',
    };
    expect(settingsOf({}, environment).workerDefaults).toEqual({ stream: true, tenantIds: ['a', 'b'] });
    expect(settingsOf({ workerDefaults: { stream: false } }, environment).workerDefaults).toEqual({
      stream: false,
      tenantIds: ['a', 'b'],
    });
  });
});

describe('retries', () => {
  it('are bounded by default, changed in part, or turned off', () => {
    expect(settingsOf({}).retry).toMatchObject({ maxAttempts: 12, maxTotalMs: 30_000 });
    expect(settingsOf({ retry: { maxAttempts: 3 } }).retry).toMatchObject({
      maxAttempts: 3,
      maxTotalMs: 30_000,
    });
    expect(settingsOf({ retry: false }).retry.maxAttempts).toBe(1);
  });
});
