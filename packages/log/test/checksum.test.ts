import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { crc32, crc32ByTable } from '../src/checksum.js';

test('the checksum of the standard check value', () => {
  expect(crc32(Buffer.from('123456789'), 0)).toBe(0xcbf43926);
  expect(crc32ByTable(Buffer.from('123456789'), 0)).toBe(0xcbf43926);
});

test('given any bytes and seed, then both implementations agree', () => {
  for (let length = 0; length < 300; length += 7) {
    const bytes = randomBytes(length);
    const seed = randomBytes(4).readUInt32BE(0);
    expect(crc32ByTable(bytes, seed)).toBe(crc32(bytes, seed));
  }
});
