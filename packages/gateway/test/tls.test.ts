/** Encrypted connections. The certificates are made with openssl; without it the tests are skipped. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ServiceError, credentials, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_TLS, type TlsKeys, type TlsSettings, readTlsKeys } from '../src/index.js';
import { SILENT } from '../src/logger.js';
import { followTlsFiles } from '../src/tls-reload.js';
import { givenGateway, until } from './gateway-client.js';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.log('Tests of TLS are skipped: there is no openssl to make certificates with');

describe.skipIf(!hasOpenssl)('with TLS', () => {
  let directory: string;
  const file = (name: string): string => join(directory, name);
  const pem = (name: string): Buffer => readFileSync(file(name));

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'grevy-tls-'));
    for (const name of ['server', 'client', 'renewed']) {
      const command = [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
        ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
        ...['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
      ];
      execFileSync('openssl', command, { stdio: 'ignore' });
    }
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  const settings = (changes: Partial<TlsSettings> = {}): TlsSettings => ({
    enabled: true,
    certificateChainPath: file('server.pem'),
    privateKeyPath: file('server.key'),
    clientCaPath: undefined,
    ...changes,
  });

  function keysOf(changes: Partial<TlsSettings> = {}): TlsKeys {
    const keys = readTlsKeys(settings(changes));
    if (keys === undefined) throw new Error('TLS is enabled');
    return keys;
  }

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

  const trusting = (address: string, name: string): Client =>
    new Client(address, credentials.createSsl(pem(`${name}.pem`)), { 'grpc.use_local_subchannel_pool': 1 });

  test('a client that trusts the certificate is served, one that does not and one without TLS are not', async () => {
    const { address } = await givenGateway({ tls: keysOf() });

    expect(await topologyStatus(trusting(address, 'server'))).toBe(status.OK);
    expect(await topologyStatus(new Client(address, credentials.createSsl()))).toBe(status.UNAVAILABLE);
    expect(await topologyStatus(new Client(address, credentials.createInsecure()))).toBe(status.UNAVAILABLE);
  });

  test('with a client authority, a client needs a certificate of it', async () => {
    const { address } = await givenGateway({ tls: keysOf({ clientCaPath: file('client.pem') }) });
    const known = credentials.createSsl(pem('server.pem'), pem('client.key'), pem('client.pem'));
    const foreign = credentials.createSsl(pem('server.pem'), pem('renewed.key'), pem('renewed.pem'));

    expect(await topologyStatus(new Client(address, known))).toBe(status.OK);
    expect(await topologyStatus(new Client(address, foreign))).toBe(status.UNAVAILABLE);
    expect(await topologyStatus(trusting(address, 'server'))).toBe(status.UNAVAILABLE);
  });

  test('keys can be replaced while clients are connected', async () => {
    const { address, gateway } = await givenGateway({ tls: keysOf() });
    expect(await topologyStatus(trusting(address, 'renewed'))).toBe(status.UNAVAILABLE);

    gateway.replaceTlsKeys(
      keysOf({ certificateChainPath: file('renewed.pem'), privateKeyPath: file('renewed.key') }),
    );

    expect(await topologyStatus(trusting(address, 'renewed'))).toBe(status.OK);
    expect(await topologyStatus(trusting(address, 'server'))).toBe(status.UNAVAILABLE);
  });

  test('files that change are read again; while they cannot be used, the keys before stay', async () => {
    for (const name of ['pem', 'key']) copyFileSync(file(`server.${name}`), file(`live.${name}`));
    const files = settings({ certificateChainPath: file('live.pem'), privateKeyPath: file('live.key') });
    const lines: string[] = [];
    const log = (_fields: object, message: string): void => void lines.push(message);
    const replaced: TlsKeys[] = [];
    const keys = readTlsKeys(files);
    if (keys === undefined) throw new Error('TLS is enabled');
    const stop = followTlsFiles(
      files,
      keys,
      (each) => replaced.push(each),
      { ...SILENT, info: log, warn: log },
      5,
    );

    copyFileSync(file('renewed.pem'), file('live.pem'));
    await until(() =>
      lines.includes('The files of TLS have changed but cannot be used; the keys before stay'),
    );
    expect(replaced).toEqual([]);
    copyFileSync(file('renewed.key'), file('live.key'));
    await until(() => replaced.length > 0);
    stop();

    expect(replaced).toEqual([{ certificateChain: pem('renewed.pem'), privateKey: pem('renewed.key') }]);
    expect(lines).toContain('The certificate was replaced');
  });

  describe('files that cannot be used', () => {
    test.each([
      [
        { certificateChainPath: undefined },
        'Expected to find a valid path to a certificate chain but none was found. Edit the gateway configuration file to provide one or to disable TLS.',
      ],
      [
        { privateKeyPath: '' },
        'Expected to find a valid path to a private key but none was found. Edit the gateway configuration file to provide one or to disable TLS.',
      ],
    ])('%o', (changes, message) => {
      expect(() => readTlsKeys(settings(changes))).toThrow(message);
    });

    test.each([
      ['certificateChainPath', 'certificate chain'],
      ['privateKeyPath', 'private key'],
      ['clientCaPath', 'client authority'],
    ])('%s of a file that is not there, is a directory, or is something else', (name, what) => {
      writeFileSync(file('text'), 'not PEM');

      expect(() => readTlsKeys(settings({ [name]: file('missing') }))).toThrow(
        `Expected to find a ${what} file at the provided location '${file('missing')}' but none was found.`,
      );
      expect(() => readTlsKeys(settings({ [name]: directory }))).toThrow(
        `Expected to read a ${what} from '${directory}', but EISDIR`,
      );
      expect(() => readTlsKeys(settings({ [name]: file('text') }))).toThrow(
        `Expected to find a PEM ${what} in '${file('text')}', but it cannot be read: `,
      );
    });

    test('a key of another certificate', () => {
      expect(() => readTlsKeys(settings({ privateKeyPath: file('client.key') }))).toThrow(
        `The private key in '${file('client.key')}' does not belong to the certificate in '${file('server.pem')}'.`,
      );
    });
  });

  test('without TLS no file is read', () => {
    expect(readTlsKeys({ ...NO_TLS, certificateChainPath: 'missing' })).toBeUndefined();
  });
});
