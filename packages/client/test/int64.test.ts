import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { int64Halves } from '../src/int64.js';

const valueOf = ({ low, high }: { low: number; high: number }): bigint =>
  (BigInt(high) << 32n) | BigInt(low >>> 0);

describe('64-bit integers of requests', () => {
  it('keep every digit, as text and as bigint', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (integer) => {
        expect(valueOf(int64Halves(integer, 'key', false))).toBe(integer);
        expect(int64Halves(String(integer), 'key', false)).toEqual(int64Halves(integer, 'key', false));
      }),
    );
  });

  it.each([2 ** 53, 1.5, Number.NaN, '1e3', '', '0x10', ' 1', null, {}])('refuse %j', (value) => {
    expect(() => int64Halves(value, 'CancelProcessInstance.processInstanceKey', false)).toThrow(
      /^Expected CancelProcessInstance\.processInstanceKey to be an integer/,
    );
  });

  it('refuse what has more than 64 bits', () => {
    expect(() => int64Halves('9223372036854775808', 'key', false)).toThrow(
      'Expected key to be from -9223372036854775808 to 9223372036854775807, but was 9223372036854775808',
    );
    expect(() => int64Halves(-1, 'operationReference', true)).toThrow(RangeError);
  });
});
