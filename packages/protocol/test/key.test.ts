import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  counterOfKey,
  isKey,
  keyFromInt64,
  keyFromText,
  keyToInt64,
  keyToText,
  makeKey,
  NO_KEY,
  partitionOfKey,
} from '../src/key.js';
import { MAX_KEY_COUNTER, MAX_PARTITIONS } from '../src/limits.js';

const partition = fc.integer({ min: 1, max: MAX_PARTITIONS });
const counter = fc.oneof(
  fc.constantFrom(0, 1, MAX_KEY_COUNTER),
  fc.integer({ min: 0, max: MAX_KEY_COUNTER }),
);

test.each([
  [1, '2251799813685249'],
  [2, '4503599627370497'],
  [3, '6755399441055745'],
  [4, '9007199254740993'],
])('the first key of partition %i is %s', (partitionId, text) => {
  expect(keyToText(makeKey(partitionId, 1))).toBe(text);
});

describe('every partition', () => {
  test.each(Array.from({ length: MAX_PARTITIONS }, (_, index) => index + 1))('%i', (partitionId) => {
    fc.assert(
      fc.property(counter, (keyCounter) => {
        const key = makeKey(partitionId, keyCounter);
        const int64 = (BigInt(partitionId) << 51n) + BigInt(keyCounter);
        expect(partitionOfKey(key)).toBe(partitionId);
        expect(counterOfKey(key)).toBe(keyCounter);
        expect(isKey(key)).toBe(true);
        expect(keyToInt64(key)).toBe(int64);
        expect(keyFromInt64(int64)).toBe(key);
        expect(keyToText(key)).toBe(int64.toString());
        expect(keyFromText(int64.toString())).toBe(key);
      }),
      { numRuns: 20 },
    );
  });
});

test('keys of a partition order like their counters', () => {
  fc.assert(
    fc.property(partition, counter, counter, (partitionId, a, b) => {
      expect(makeKey(partitionId, a) < makeKey(partitionId, b)).toBe(a < b);
    }),
  );
});

test('"no key" is -1 in every form', () => {
  expect(NO_KEY).toBe(-1);
  expect(keyToInt64(NO_KEY)).toBe(-1n);
  expect(keyFromInt64(-1n)).toBe(NO_KEY);
  expect(keyToText(NO_KEY)).toBe('-1');
  expect(keyFromText('-1')).toBe(NO_KEY);
  expect([partitionOfKey(NO_KEY), counterOfKey(NO_KEY)]).toEqual([-1, -1]);
});

test('numbers below the first partition are keys without an entity, 0 among them', () => {
  for (const number of [0, 1, 123, 99_999_999, 100_000_000, MAX_KEY_COUNTER]) {
    const key = keyFromInt64(BigInt(number));
    expect(key).toBe(keyFromText(String(number)));
    if (key === undefined) throw new Error(`${number} is no key`);
    expect([isKey(key), partitionOfKey(key), counterOfKey(key)]).toEqual([true, 0, number]);
    expect([keyToText(key), keyToInt64(key)]).toEqual([String(number), BigInt(number)]);
  }
});

test('numbers beyond the limits are no keys', () => {
  const tooHigh = (1n << 51n) + BigInt(MAX_KEY_COUNTER) + 1n;
  for (const int64 of [
    -2n,
    BigInt(MAX_KEY_COUNTER) + 1n,
    256n << 51n,
    tooHigh,
    2n ** 63n - 1n,
    -(2n ** 63n),
  ]) {
    expect(keyFromInt64(int64)).toBeUndefined();
    expect(keyFromText(int64.toString())).toBeUndefined();
  }
  for (const text of ['', ' 1', '1.0', '0x10', 'x', '9'.repeat(30)])
    expect(keyFromText(text)).toBeUndefined();
});

test('a key outside the limits is refused with the name of the limit', () => {
  expect(() => makeKey(0, 1)).toThrow('MAX_PARTITIONS');
  expect(() => makeKey(MAX_PARTITIONS + 1, 1)).toThrow('MAX_PARTITIONS');
  expect(() => makeKey(1, MAX_KEY_COUNTER + 1)).toThrow('MAX_KEY_COUNTER');
  expect(() => makeKey(1, -1)).toThrow('MAX_KEY_COUNTER');
});
