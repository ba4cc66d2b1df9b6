/**
 * Text of 64-bit floats as the reference prints them (spec 03 §1.1, rule 10): plain with at least one
 * fraction digit for 10^-3 <= |x| < 10^7 (`1.0`), else scientific (`1.0E7`, `1.234E-4`). The text reads back as the
 * same number, but is not always the shortest that does: the digits are those of Java up to 18.
 */
export function javaDoubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0.0';
  const magnitude = Math.abs(value);
  if (value === 0 || (magnitude >= 1e-3 && magnitude < 1e7)) return withFraction(String(value));
  const [digits, exponent] = digitsOf(magnitude);
  return `${value < 0 ? '-' : ''}${withFraction(digits)}E${exponent}`;
}

function withFraction(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}

/** Below, the shortest digits are Java's, from 10^-3 on. */
const EXACT_INTEGERS_END = 2 ** 53;
const LONG_END = 2 ** 63;

/** `d` or `d.ddd`, and the decimal exponent, of a positive number outside of 10^-3 … 10^7. */
function digitsOf(value: number): readonly [digits: string, exponent: number] {
  if (value >= EXACT_INTEGERS_END && value < LONG_END) return integerDigits(BigInt(value));
  if (value < 1e-3 || value >= LONG_END) return generatedDigits(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return [digits, Number(exponent)];
}

/** All digits of an integer but for those that its last binary digits do not tell. */
function integerDigits(value: bigint): readonly [string, number] {
  const untoldBits = Math.max(value.toString(2).length - 55, 0);
  const untoldDigits = Math.floor(untoldBits * Math.log10(2));
  const unit = 10n ** BigInt(untoldDigits);
  const digits = String(untoldDigits === 0 ? value : (value + unit / 2n) / unit);
  return [mantissa(digits), digits.length - 1 + untoldDigits];
}

/**
 * Digits one by one until what is left is less than half the step between neighbouring numbers, two at least. (G. L.
 * Steele, J. L. White: How to Print Floating-Point Numbers Accurately, 1990.) Above a power of two the step is that
 * below it.
 */
function generatedDigits(value: number): readonly [string, number] {
  const [fraction, binaryExponent] = decompose(value);
  const narrowing = (fraction & (fraction - 1n)) === 0n ? 1n : 0n;
  // value = rest / unit, and half a step = margin / unit
  let rest = fraction << (1n + narrowing + atLeastZero(binaryExponent));
  let unit = 1n << (1n + narrowing + atLeastZero(-binaryExponent));
  let margin = 1n << atLeastZero(binaryExponent);
  let exponent = Number(value.toExponential().split('e')[1]);
  if (isBelowPowerOfTen(rest, unit, exponent)) exponent--;
  if (exponent >= 0) unit *= 10n ** BigInt(exponent);
  else {
    rest *= 10n ** BigInt(-exponent);
    margin *= 10n ** BigInt(-exponent);
  }
  let digits = '';
  for (;;) {
    digits += String(rest / unit);
    rest %= unit;
    const mayCut = rest < margin;
    const mayRaise = rest + margin > unit;
    if (digits.length > 1 && (mayCut || mayRaise)) {
      const isRaised =
        mayRaise && (!mayCut || 2n * rest > unit || (2n * rest === unit && /[13579]$/.test(digits)));
      const rounded = isRaised ? String(BigInt(digits) + 1n) : digits;
      return [mantissa(rounded), exponent + rounded.length - digits.length];
    }
    rest *= 10n;
    margin *= 10n;
  }
}

/** fraction × 2^exponent, exactly. */
function decompose(value: number): readonly [fraction: bigint, exponent: bigint] {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const all = bits.getBigUint64(0);
  const exponent = all >> 52n;
  const fraction = all & ((1n << 52n) - 1n);
  return exponent === 0n ? [fraction, -1074n] : [fraction | (1n << 52n), exponent - 1075n];
}

function atLeastZero(value: bigint): bigint {
  return value > 0n ? value : 0n;
}

function isBelowPowerOfTen(rest: bigint, unit: bigint, exponent: number): boolean {
  return exponent >= 0 ? rest < unit * 10n ** BigInt(exponent) : rest * 10n ** BigInt(-exponent) < unit;
}

/** `d.ddd` without zeros at the end. */
function mantissa(digits: string): string {
  const [first = '', others = ''] = [digits.charAt(0), digits.slice(1).replace(/0+$/, '')];
  return others === '' ? first : `${first}.${others}`;
}
