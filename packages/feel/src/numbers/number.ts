// FEEL numbers: a JavaScript number where that is exact, else a Decimal.
//
// Invariant: a JavaScript number is a whole number of at most 2^53 - 1 in size, with scale 0,
// calculated with 34 digits, and never -0.
// Everything else is a Decimal; `normalize` restores this after every calculation.
import { DECIMAL_PRECISION } from '../limits.js';
import { Decimal, parseDecimal } from './decimal.js';
import { power as doublePower } from './elementary-functions.js';
import { numberFormatFailure } from './number-format.js';
import type { RoundingMode } from './rounding.js';

export type FeelNumber = number | Decimal;

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** The canonical form of a decimal. */
export function normalize(value: Decimal): FeelNumber {
  if (value.scale !== 0 || value.workingPrecision > DECIMAL_PRECISION) return value;
  if (value.unscaled > LARGEST || value.unscaled < -LARGEST) return value;
  return Number(value.unscaled);
}

/**
 * The number of a text in Java's BigDecimal notation; undefined if it is none.
 * @throws LimitExceeded for more digits than a literal may have
 */
export function parseNumber(text: string): FeelNumber | undefined {
  const value = parseDecimal(text);
  return value && normalize(value);
}

export function toDecimal(value: FeelNumber): Decimal {
  return typeof value === 'number' ? Decimal.of(BigInt(value), 0) : value;
}

export function fromBigInt(value: bigint): FeelNumber {
  return value > LARGEST || value < -LARGEST ? Decimal.of(value, 0) : Number(value);
}

export function toDouble(value: FeelNumber): number {
  return typeof value === 'number' ? value : value.toDouble();
}

export function add(left: FeelNumber, right: FeelNumber): FeelNumber {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return normalize(toDecimal(left).add(toDecimal(right)));
}

export function subtract(left: FeelNumber, right: FeelNumber): FeelNumber {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return normalize(toDecimal(left).subtract(toDecimal(right)));
}

export function multiply(left: FeelNumber, right: FeelNumber): FeelNumber {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return normalize(toDecimal(left).multiply(toDecimal(right)));
}

/** The divisor must not be zero. */
export function divide(left: FeelNumber, right: FeelNumber): FeelNumber {
  if (typeof left === 'number' && typeof right === 'number' && left % right === 0) {
    return left === 0 ? 0 : left / right;
  }
  return normalize(toDecimal(left).divide(toDecimal(right)));
}

/**
 * With the sign of the dividend. The divisor must not be zero.
 * @throws UnexpectedFailure if the whole quotient has more digits than the dividend is calculated with
 */
export function remainder(dividend: FeelNumber, divisor: FeelNumber): FeelNumber {
  if (typeof dividend === 'number' && typeof divisor === 'number') return (dividend % divisor) + 0;
  return normalize(toDecimal(dividend).remainder(toDecimal(divisor)));
}

/** Whole exponents, of which the low 32 bits count, are exact to 34 digits, others go through double precision. */
export function power(left: FeelNumber, right: FeelNumber): FeelNumber {
  if (isWhole(right)) return normalize(toDecimal(left).power(toInt32(right)));
  return fromDouble(doublePower(toDouble(left), toDouble(right)));
}

export function negate(value: FeelNumber): FeelNumber {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  return normalize(value.negate());
}

export function compareNumbers(left: FeelNumber, right: FeelNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return toDecimal(left).compare(toDecimal(right));
}

/** A text that is the same for equal numbers, whatever their scale. */
export function numberKey(value: FeelNumber): string {
  return typeof value === 'number' ? String(value) : value.keyText();
}

export function isZero(value: FeelNumber): boolean {
  return typeof value === 'number' ? value === 0 : value.unscaled === 0n;
}

export function isNegative(value: FeelNumber): boolean {
  return typeof value === 'number' ? value < 0 : value.unscaled < 0n;
}

/** Whether the value has no fraction, whatever its scale. */
export function isWhole(value: FeelNumber): boolean {
  if (typeof value === 'number' || value.scale <= 0 || value.unscaled === 0n) return true;
  return value.scale < value.precision && value.withScale(0, 'DOWN').compare(value) === 0;
}

export function withScale(value: FeelNumber, scale: number, mode: RoundingMode): FeelNumber {
  if (typeof value === 'number' && scale === 0) return value;
  return normalize(toDecimal(value).withScale(scale, mode));
}

/** The whole part as a double, for positions and counts: exact up to 2^53, ±Infinity far beyond. */
export function truncate(value: FeelNumber): number {
  return typeof value === 'number' ? value : Math.trunc(value.toDouble()) + 0;
}

/** The low 32 bits of the whole part, as Java's `intValue()`. */
export function toInt32(value: FeelNumber): number {
  if (typeof value === 'number') return Number(BigInt.asIntN(32, BigInt(value)));
  // Beyond 10^64 all of the low 64 bits are zero.
  if (value.scale < -64) return 0;
  return Number(BigInt.asIntN(32, value.withScale(0, 'DOWN').unscaled));
}

/** The low 64 bits of the whole part, as Java's `longValue()`. */
export function toInt64(value: FeelNumber): bigint {
  if (typeof value === 'number') return BigInt(value);
  if (value.scale < -64) return 0n;
  return BigInt.asIntN(64, value.withScale(0, 'DOWN').unscaled);
}

/** The decimal of a double's shortest text, with the scale that Java's text of it has (`2.0`). */
export function fromDouble(value: number): FeelNumber {
  if (!Number.isFinite(value)) throw numberFormatFailure(String(value));
  const [digits, exponentText] = shortestDigits(value);
  const [whole = '0', fraction = ''] = digits.split('.');
  const exponent = Number(exponentText);
  const unscaled = BigInt(whole + fraction);
  const scale = fraction.length - exponent;
  // Java writes at least one digit after the point, and uses an exponent from 10^7 on.
  const size = Math.abs(value);
  const plain = size === 0 || (size >= 1e-3 && size < 1e7);
  const wantedScale = plain ? Math.max(scale, 1) : fraction === '' ? scale + 1 : scale;
  return Decimal.of(unscaled * 10n ** BigInt(wantedScale - scale), wantedScale);
}

/** Java's text of a double: at least one digit after the point, `E` notation outside 10^-3 … 10^7. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [digits, exponent] = shortestDigits(value);
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}

/** Mantissa and exponent of the text that Java gives. */
function shortestDigits(value: number): readonly [string, string] {
  // The smallest double is the only one for which Java's text is not the shortest that denotes it.
  const isSmallest = Math.abs(value) === Number.MIN_VALUE;
  const [digits = '0', exponent = '0'] = value.toExponential(isSmallest ? 1 : undefined).split('e');
  return [digits, exponent];
}
