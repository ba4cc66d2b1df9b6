import {
  MAX_KEY_COUNTER,
  MAX_PARTITIONS,
  NO_KEY,
  keyFromInt64,
  keyToInt64,
  keyToText,
  makeKey,
} from '@grevy/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  durationMs,
  int64OfKey,
  int64Text,
  isNegative,
  keyOfInt64,
  partitionOfInt64,
} from '../src/grpc/int64.js';
import { MAX_DURATION_MS } from '../src/limits.js';

const anyKey = fc
  .tuple(fc.integer({ min: 1, max: MAX_PARTITIONS }), fc.integer({ min: 0, max: MAX_KEY_COUNTER }))
  .map(([partitionId, counter]) => makeKey(partitionId, counter));
const anyInt64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

function halves(value: bigint) {
  return { low: Number(BigInt.asIntN(32, value)), high: Number(BigInt.asIntN(32, value >> 32n)) };
}

test('a key has the same 64-bit form as in the protocol, and comes back from it', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const int64 = int64OfKey(key);
      expect(int64).toEqual(halves(keyToInt64(key)));
      expect(int64Text(int64)).toBe(keyToText(key));
      expect(keyOfInt64(int64)).toBe(key);
    }),
  );
  expect(keyOfInt64(int64OfKey(NO_KEY))).toBe(NO_KEY);
});

test('any 64-bit integer is the key that it is in the protocol, if it is one', () => {
  const small = fc.bigInt({ min: -2n, max: BigInt(MAX_KEY_COUNTER) + 2n });
  fc.assert(
    fc.property(fc.oneof(anyInt64, small, fc.constant(0n)), (value) => {
      expect(keyOfInt64(halves(value))).toBe(keyFromInt64(value));
    }),
  );
});

test('any 64-bit integer has its exact text, sign and partition', () => {
  fc.assert(
    fc.property(anyInt64, (value) => {
      expect(int64Text(halves(value))).toBe(value.toString());
      expect(isNegative(halves(value))).toBe(value < 0n);
      expect(partitionOfInt64(halves(value))).toBe(Number(value >> 51n));
    }),
  );
});

test('a duration is exact, or saturated', () => {
  fc.assert(
    fc.property(anyInt64, (value) => {
      const limit = BigInt(MAX_DURATION_MS);
      const expected = value > limit ? limit : value < -limit ? -limit : value;
      expect(BigInt(durationMs(halves(value)))).toBe(expected);
    }),
  );
});
