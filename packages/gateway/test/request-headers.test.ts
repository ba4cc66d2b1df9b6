/** What the headers of a request say, and how large they may be from its connection's first request on (spec 01 §8.4). */
import { Metadata, status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { MAX_TIMER_MS } from '../src/limits.js';
import { encodingError, headerListBytes, refusalOf, timeoutMsOf } from '../src/grpc/request-headers.js';
import { givenGateway } from './gateway-client.js';

describe('of all requests', () => {
  test.each([
    ['of a connection is refused like any other', { large: 'x'.repeat(9 * 1024) }, status.RESOURCE_EXHAUSTED],
    [
      'may have as many headers as fit into 8 KB',
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`h${index}`, 'x'])),
      status.OK,
    ],
  ])('the first one %s', async (_name, headers, code) => {
    const { client } = await givenGateway();
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(headers)) metadata.set(name, value);

    const ended = client.call('Topology', {}, metadata).then(
      () => status.OK,
      (error: { code: number }) => error.code,
    );

    expect(await ended).toBe(code);
  });
});

describe('the timeout of a call', () => {
  test.each([
    ['2H', 7_200_000],
    ['3M', 180_000],
    ['4S', 4_000],
    ['5m', 5],
    ['6000u', 6],
    ['7000000n', 7],
    ['99999999H', MAX_TIMER_MS],
  ])('%s', (text, timeoutMs) => {
    expect(timeoutMsOf({ 'grpc-timeout': text })).toBeCloseTo(timeoutMs, 9);
  });

  test('is unlimited without a header', () => {
    expect(timeoutMsOf({})).toBeUndefined();
  });

  test.each(['', 'S', '1', '1s', '-1S', '1.5S', '123456789S', '1S '])('"%s" cannot be read', (text) => {
    expect(() => timeoutMsOf({ 'grpc-timeout': text })).toThrow(`Invalid grpc-timeout: '${text}'`);
  });
});

describe('what is no call', () => {
  const POST = { ':method': 'POST' };

  test.each([
    [{ ':method': 'GET', 'content-type': 'application/grpc' }, 405, "Method 'GET' is not supported"],
    [POST, 415, 'Content-Type is missing from the request'],
    [
      { ...POST, 'content-type': 'application/grpcx' },
      415,
      "Content-Type 'application/grpcx' is not supported",
    ],
    [{ ...POST, 'content-type': 'text/plain' }, 415, "Content-Type 'text/plain' is not supported"],
  ])('%o', (headers, httpStatus, message) => {
    expect(refusalOf(headers)).toMatchObject({ httpStatus, error: { message } });
  });

  test.each([
    'application/grpc',
    'application/grpc+proto',
    'application/grpc;charset=utf-8',
    'APPLICATION/GRPC',
  ])('is not %s', (contentType) => {
    expect(refusalOf({ ...POST, 'content-type': contentType })).toBeUndefined();
  });
});

describe('headers', () => {
  test('count as HTTP/2 counts them: names, values in bytes, and 32 for each field', () => {
    expect(headerListBytes(['a', 'bc', 'key', 'ä'])).toBe(1 + 2 + 3 + 2 + 2 * 32);
  });

  test.each(['deflate', 'GZIP', 'identity,gzip'])('may not name the encoding %s', (encoding) => {
    expect(encodingError({ 'grpc-encoding': encoding })?.message).toBe(
      `Can't find decompressor for ${encoding}`,
    );
  });

  test.each([undefined, 'identity', 'gzip'])('may name the encoding %s', (encoding) => {
    expect(encodingError({ 'grpc-encoding': encoding })).toBeUndefined();
  });
});
