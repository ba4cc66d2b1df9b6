// The rounding modes of `java.math.RoundingMode`, on quotients of integers.

export const ROUNDING_MODES = [
  'UP',
  'DOWN',
  'CEILING',
  'FLOOR',
  'HALF_UP',
  'HALF_DOWN',
  'HALF_EVEN',
  'UNNECESSARY',
] as const;

export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** dividend / divisor (> 0), rounded to an integer. UNNECESSARY cuts: callers use it where nothing is lost. */
export function roundQuotient(dividend: bigint, divisor: bigint, mode: RoundingMode): bigint {
  const quotient = dividend / divisor;
  const rest = dividend - quotient * divisor;
  if (rest === 0n) return quotient;
  const away = dividend < 0n ? quotient - 1n : quotient + 1n;
  return roundsAway(mode, dividend < 0n, 2n * (rest < 0n ? -rest : rest) - divisor, quotient)
    ? away
    : quotient;
}

/** `overHalf` is positive when the dropped part is more than a half, 0n when it is exactly one. */
function roundsAway(mode: RoundingMode, negative: boolean, overHalf: bigint, quotient: bigint): boolean {
  switch (mode) {
    case 'UP':
      return true;
    case 'DOWN':
    case 'UNNECESSARY':
      return false;
    case 'CEILING':
      return !negative;
    case 'FLOOR':
      return negative;
    case 'HALF_UP':
      return overHalf >= 0n;
    case 'HALF_DOWN':
      return overHalf > 0n;
    case 'HALF_EVEN':
      return overHalf > 0n || (overHalf === 0n && quotient % 2n !== 0n);
  }
}
