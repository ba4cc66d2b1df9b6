// Exponential, logarithm and power of doubles, correctly rounded in almost every case: calculated in fixed point
// with far more digits than a double has. (The host's own functions may be off in the last digits.)

/** Bits behind the point. */
const PRECISION = 160n;
const ONE = 1n << PRECISION;
const LN_2 = 2n * inverseHyperbolicTangent(ONE / 3n);

/** e^x; Infinity and 0 beyond the range of doubles. */
export function exponential(x: number): number {
  if (!Number.isFinite(x) || x === 0) return Math.exp(x);
  return scaledExponential(toFixed(x));
}

/** Natural logarithm; -Infinity for 0, NaN below. */
export function logarithm(x: number): number {
  if (!(x > 0) || !Number.isFinite(x) || x === 1) return Math.log(x);
  return toDouble(fixedLogarithm(x), 0);
}

/** x^y, with the special cases of `Math.pow`. */
export function power(x: number, y: number): number {
  if (!(x > 0) || !Number.isFinite(x) || !Number.isFinite(y) || y === 0 || x === 1) return Math.pow(x, y);
  return scaledExponential((fixedLogarithm(x) * toFixed(y)) >> PRECISION);
}

interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** value = mantissa × 2^exponent, exactly. */
function decompose(value: number): Binary {
  let exponent = 0;
  let mantissa = value;
  while (Math.abs(mantissa) < 2 ** 52 && mantissa !== 0) {
    mantissa *= 2 ** 16;
    exponent -= 16;
  }
  while (Math.abs(mantissa) >= 2 ** 80) {
    mantissa /= 2 ** 16;
    exponent += 16;
  }
  return { mantissa: BigInt(mantissa), exponent };
}

function shift(value: bigint, bits: bigint): bigint {
  return bits >= 0n ? value << bits : value >> -bits;
}

function toFixed(value: number): bigint {
  const { mantissa, exponent } = decompose(value);
  return shift(mantissa, PRECISION + BigInt(exponent));
}

/** fixed × 2^exponent as a double. */
function toDouble(fixed: bigint, exponent: number): number {
  const scale = exponent - Number(PRECISION);
  const half = Math.trunc(scale / 2);
  return Number(fixed) * 2 ** half * 2 ** (scale - half);
}

/** ln x = ln m + e × ln 2, with m near 1. */
function fixedLogarithm(x: number): bigint {
  const { mantissa, exponent } = decompose(x);
  const bits = mantissa.toString(2).length;
  const near = shift(mantissa, PRECISION - BigInt(bits));
  const quotient = ((near - ONE) << PRECISION) / (near + ONE);
  return 2n * inverseHyperbolicTangent(quotient) + BigInt(exponent + bits) * LN_2;
}

/** artanh z = z + z³/3 + z⁵/5 + … */
function inverseHyperbolicTangent(z: bigint): bigint {
  const square = (z * z) >> PRECISION;
  let sum = 0n;
  let term = z;
  for (let divisor = 1n; term !== 0n && term !== -1n; divisor += 2n) {
    sum += term / divisor;
    term = (term * square) >> PRECISION;
  }
  return sum;
}

const HALVINGS = 8n;

/** e^t = 2^k × e^r with r near 0. */
function scaledExponential(t: bigint): number {
  const k = (t + LN_2 / 2n) / LN_2 - (t < 0n ? 1n : 0n);
  if (k > 1100n) return Infinity;
  if (k < -1200n) return 0;
  const reduced = (t - k * LN_2) >> HALVINGS;
  let sum = ONE;
  let term = ONE;
  for (let count = 1n; term !== 0n && term !== -1n; count++) {
    term = (term * reduced) / (count << PRECISION);
    sum += term;
  }
  for (let count = 0n; count < HALVINGS; count++) sum = (sum * sum) >> PRECISION;
  return toDouble(sum, Number(k));
}
