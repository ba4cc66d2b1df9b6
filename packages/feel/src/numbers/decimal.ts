// Decimal numbers with a scale, in the arithmetic of IEEE 754-2008 as `java.math.BigDecimal` implements it.
//
// Invariant: value = unscaled × 10^-scale. The scale is part of the value's text (`1.50`), not of its size.
// Values are immutable. Calculations that may become long are bounded by MAX_NUMBER_DIGITS.
import { LimitExceeded, UnexpectedFailure } from '../failures.js';
import { DECIMAL_PRECISION, MAX_LITERAL_DIGITS, MAX_NUMBER_DIGITS } from '../limits.js';
import { roundQuotient, type RoundingMode } from './rounding.js';

const MAX_SCALE = 2_147_483_647;
const POWERS_OF_TEN: bigint[] = [1n];
const CACHED_POWERS = 128;
for (let index = 1; index <= CACHED_POWERS; index++) {
  POWERS_OF_TEN.push((POWERS_OF_TEN[index - 1] ?? 1n) * 10n);
}

/** 10^exponent; throws LimitExceeded beyond MAX_NUMBER_DIGITS. */
export function powerOfTen(exponent: number): bigint {
  const cached = POWERS_OF_TEN[exponent];
  if (cached !== undefined) return cached;
  if (exponent > MAX_NUMBER_DIGITS) {
    throw new LimitExceeded(`A number would need more than ${MAX_NUMBER_DIGITS} digits`);
  }
  return 10n ** BigInt(exponent);
}

const PRECISION_BOUND = powerOfTen(DECIMAL_PRECISION);

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Number of decimal digits of an integer; 1 for zero. */
export function digitCount(value: bigint): number {
  return magnitude(value).toString().length;
}

export class Decimal {
  private cachedDouble: number | undefined;

  private constructor(
    readonly unscaled: bigint,
    readonly scale: number,
    /** Digits to which calculations with this number on their left are rounded, and which results inherit. */
    readonly workingPrecision: number,
  ) {}

  /** The number unscaled × 10^-scale. Throws when the scale leaves the 32-bit range. */
  static of(unscaled: bigint, scale: number, workingPrecision = DECIMAL_PRECISION): Decimal {
    if (scale > MAX_SCALE) throw new UnexpectedFailure('java.lang.ArithmeticException', 'Underflow');
    if (scale < -MAX_SCALE) throw new UnexpectedFailure('java.lang.ArithmeticException', 'Overflow');
    return new Decimal(unscaled, scale, workingPrecision);
  }

  /** A number that keeps all its digits in calculations, if they are more than usual: a literal. */
  static exact(unscaled: bigint, scale: number): Decimal {
    const size = magnitude(unscaled);
    return Decimal.of(unscaled, scale, size < PRECISION_BOUND ? DECIMAL_PRECISION : digitCount(size));
  }

  /** Significant digits of the unscaled value. */
  get precision(): number {
    return digitCount(this.unscaled);
  }

  get sign(): -1 | 0 | 1 {
    return this.unscaled === 0n ? 0 : this.unscaled < 0n ? -1 : 1;
  }

  /** The nearest double; monotonic, so different doubles order two decimals. */
  toDouble(): number {
    return (this.cachedDouble ??= Number(`${this.unscaled}e${-this.scale}`));
  }

  /** Half-even to at most `digits` significant digits. */
  private round(digits: number): Decimal {
    let { unscaled, scale } = this;
    if (magnitude(unscaled) < powerOfTen(digits)) return this;
    for (;;) {
      const excess = digitCount(unscaled) - digits;
      if (excess <= 0) return this.with(unscaled, scale);
      unscaled = roundQuotient(unscaled, powerOfTen(excess), 'HALF_EVEN');
      scale -= excess;
    }
  }

  /** A result of a calculation with this number on its left. */
  private with(unscaled: bigint, scale: number): Decimal {
    return Decimal.of(unscaled, scale, this.workingPrecision);
  }

  withScale(scale: number, mode: RoundingMode): Decimal {
    const shift = scale - this.scale;
    if (shift === 0) return this;
    if (this.unscaled === 0n) return this.with(0n, scale);
    if (shift > 0) return this.with(this.unscaled * powerOfTen(shift), scale);
    // Far below the last kept digit only the sign matters.
    if (-shift > this.precision + 1) return this.with(roundQuotient(BigInt(this.sign), 100n, mode), scale);
    return this.with(roundQuotient(this.unscaled, powerOfTen(-shift), mode), scale);
  }

  /** Removes zeros at the end as long as the scale stays above `preferredScale`. */
  private stripZeros(preferredScale: number): Decimal {
    let { unscaled, scale } = this;
    while (scale > preferredScale && unscaled % 10n === 0n && (unscaled >= 10n || unscaled <= -10n)) {
      unscaled /= 10n;
      scale--;
    }
    return this.with(unscaled, scale);
  }

  private get opposite(): Decimal {
    return this.with(-this.unscaled, this.scale);
  }

  private get size(): Decimal {
    return this.sign < 0 ? this.opposite : this;
  }

  /** Rounded like any other calculation. */
  negate(): Decimal {
    return this.opposite.round(this.workingPrecision);
  }

  add(other: Decimal): Decimal {
    const precision = this.workingPrecision;
    if (this.unscaled === 0n || other.unscaled === 0n) return this.addWithZero(other, precision);
    const [left, right] = align(this, other, precision);
    const scale = Math.max(left.scale, right.scale);
    const sum =
      left.unscaled * powerOfTen(scale - left.scale) + right.unscaled * powerOfTen(scale - right.scale);
    return this.with(sum, scale).round(precision);
  }

  private addWithZero(other: Decimal, precision: number): Decimal {
    const preferredScale = Math.max(this.scale, other.scale);
    const term = this.unscaled === 0n ? other : this;
    if (term.unscaled === 0n) return this.with(0n, preferredScale);
    const rounded = this.with(term.unscaled, term.scale).round(precision);
    if (rounded.scale > preferredScale) return rounded.stripZeros(preferredScale);
    const room = precision - rounded.precision;
    return rounded.withScale(Math.min(preferredScale, rounded.scale + room), 'UNNECESSARY');
  }

  subtract(other: Decimal): Decimal {
    return this.add(other.opposite);
  }

  multiply(other: Decimal): Decimal {
    return this.multiplyTo(other, this.workingPrecision);
  }

  private multiplyTo(other: Decimal, precision: number): Decimal {
    return this.with(this.unscaled * other.unscaled, this.scale + other.scale).round(precision);
  }

  /** The divisor must not be zero. */
  divide(divisor: Decimal): Decimal {
    return this.divideTo(divisor, this.workingPrecision);
  }

  private divideTo(divisor: Decimal, precision: number): Decimal {
    const preferredScale = this.scale - divisor.scale;
    if (this.unscaled === 0n) return this.with(0n, Math.max(-MAX_SCALE, Math.min(MAX_SCALE, preferredScale)));
    // Raise the dividend so that the integer quotient has at least `precision` digits.
    const raise = precision + divisor.precision - this.precision + 1;
    const dividend = raise > 0 ? this.unscaled * powerOfTen(raise) : this.unscaled;
    const divisorUnscaled = raise < 0 ? divisor.unscaled * powerOfTen(-raise) : divisor.unscaled;
    const quotient = dividend / divisorUnscaled;
    const scale = preferredScale + raise;
    if (quotient * divisorUnscaled === dividend) {
      const exact = this.with(quotient, scale);
      const rounded = exact.round(precision);
      return rounded.compare(exact) === 0 ? rounded.stripZeros(preferredScale) : rounded;
    }
    // A digit that is not zero behind the integer quotient keeps half-even rounding right.
    const sticky = dividend < 0n === divisorUnscaled < 0n ? 1n : -1n;
    return this.with(quotient * 10n + sticky, scale + 1).round(precision);
  }

  /**
   * What a division to a whole quotient leaves. The divisor must not be zero.
   * @throws UnexpectedFailure if the quotient has more digits than this number is calculated with
   */
  remainder(divisor: Decimal): Decimal {
    if (this.size.compare(divisor.size) < 0) return this;
    const scale = Math.max(this.scale, divisor.scale);
    const dividendUnscaled = this.unscaled * powerOfTen(scale - this.scale);
    const divisorUnscaled = divisor.unscaled * powerOfTen(scale - divisor.scale);
    const preferredScale = Math.min(this.scale - divisor.scale, 0);
    const wholeQuotient = Decimal.of(dividendUnscaled / divisorUnscaled, 0);
    if (wholeQuotient.round(this.workingPrecision).compare(wholeQuotient) !== 0) {
      throw new UnexpectedFailure('java.lang.ArithmeticException', 'Division impossible');
    }
    const quotient = wholeQuotient.stripZeros(preferredScale);
    const rest = dividendUnscaled % divisorUnscaled;
    const restScale = Math.max(this.scale, quotient.scale + divisor.scale);
    return this.with(rest, scale).withScale(restScale, 'UNNECESSARY');
  }

  /** Power with a whole exponent, by the algorithm of ANSI X3.274-1996 with the digits of this number. */
  power(exponent: number): Decimal {
    const one = this.with(1n, 0);
    if (Math.abs(exponent) > 999_999_999) {
      throw new UnexpectedFailure('java.lang.ArithmeticException', 'Invalid operation');
    }
    if (exponent === 0) return one;
    const precision = this.workingPrecision;
    const size = Math.abs(exponent);
    const working = precision + String(size).length + 1;
    let result = one;
    for (const bit of size.toString(2)) {
      result = result.multiplyTo(result, working);
      if (bit === '1') result = result.multiplyTo(this, working);
    }
    if (exponent < 0) {
      if (result.unscaled === 0n)
        throw new UnexpectedFailure('java.lang.ArithmeticException', 'Division by zero');
      result = one.divideTo(result, working);
    }
    return result.round(precision);
  }

  compare(other: Decimal): number {
    const left = this.toDouble();
    const right = other.toDouble();
    if (left < right) return -1;
    if (left > right) return 1;
    if (this.sign !== other.sign || this.unscaled === 0n) return this.sign - other.sign;
    // Far apart scales with equal doubles: only infinities and zeros of the double form; order by exponent.
    const byExponent = this.precision - this.scale - (other.precision - other.scale);
    if (byExponent !== 0) return byExponent > 0 === this.sign > 0 ? 1 : -1;
    const scale = Math.max(this.scale, other.scale);
    const difference =
      this.unscaled * powerOfTen(scale - this.scale) - other.unscaled * powerOfTen(scale - other.scale);
    return difference === 0n ? 0 : difference < 0n ? -1 : 1;
  }

  /** A text that is the same for equal numbers: plain for whole ones of up to 2^53, else without zeros at the end. */
  keyText(): string {
    const { unscaled, scale } = this.stripZeros(-MAX_SCALE);
    if (unscaled === 0n) return '0';
    const isShort = scale <= 0 && scale >= -DECIMAL_PRECISION;
    return isShort ? String(unscaled * powerOfTen(-scale)) : `${unscaled}e${-scale}`;
  }

  /** Java's text: plain for a scale ≥ 0 and an exponent ≥ -6, else scientific (`1E-7`, `1.5E+3`). */
  toString(): string {
    const digits = magnitude(this.unscaled).toString();
    const sign = this.unscaled < 0n ? '-' : '';
    const { scale } = this;
    if (scale === 0) return sign + digits;
    const exponent = digits.length - 1 - scale;
    if (scale > 0 && exponent >= -6) {
      const padded = digits.padStart(scale + 1, '0');
      return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
    }
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const mantissa = `${sign}${digits.charAt(0)}${fraction}`;
    return exponent === 0 ? mantissa : `${mantissa}E${exponent > 0 ? '+' : ''}${exponent}`;
  }
}

/** Replaces a term that is too small to change more than the rounding, so that alignment stays short. */
function align(left: Decimal, right: Decimal, precision: number): [Decimal, Decimal] {
  const [big, small] = left.scale < right.scale ? [left, right] : [right, left];
  const resultScale = big.scale + precision - big.precision;
  const smallHighDigit = small.scale - small.precision + 1;
  if (smallHighDigit <= big.scale + 2 || smallHighDigit <= resultScale + 2) return [left, right];
  const stand = Decimal.of(BigInt(small.sign), Math.max(big.scale, resultScale) + 3);
  return big === left ? [big, stand] : [stand, big];
}

const NUMBER_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Reads Java's BigDecimal notation (sign and exponent allowed, no blanks); undefined if it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = NUMBER_TEXT.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  if (whole.length + fraction.length > MAX_LITERAL_DIGITS) {
    throw new LimitExceeded(`A number has more than ${MAX_LITERAL_DIGITS} digits`);
  }
  if (exponentText.replace(/^[+-]?0*/, '').length > 10) return undefined;
  const scale = fraction.length - Number(exponentText);
  if (Math.abs(scale) > MAX_SCALE) return undefined;
  const unscaled = BigInt(whole + fraction);
  return Decimal.exact(sign === '-' ? -unscaled : unscaled, scale);
}
