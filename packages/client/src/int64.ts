/**
 * 64-bit integers such as keys and durations. JavaScript numbers lose digits beyond 2^53, so answers hold decimal text
 * and requests take text, a bigint, or a number that is a safe integer.
 */
import { shownValue } from './shown-value.js';

/** The form in which the protobuf library writes it. */
export interface Int64Halves {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;
}

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * @param name of the field, for the error
 * @throws TypeError for what is no integer, or a number that may have lost digits
 * @throws RangeError for an integer that has more than 64 bits
 */
export function int64Halves(value: unknown, name: string, unsigned: boolean): Int64Halves {
  const integer = integerOf(value, name);
  const [least, most] = unsigned ? [0n, MAX_UINT64] : [MIN_INT64, MAX_INT64];
  if (integer < least || integer > most) {
    throw new RangeError(`Expected ${name} to be from ${least} to ${most}, but was ${integer}`);
  }
  return {
    low: Number(BigInt.asIntN(32, integer)),
    high: Number(BigInt.asIntN(32, integer >> 32n)),
    unsigned,
  };
}

function integerOf(value: unknown, name: string): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) return BigInt(value.replace(/^\+/, ''));
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new TypeError(
    `Expected ${name} to be an integer (text, bigint, or number up to 2^53), but was ${shownValue(value)}`,
  );
}
