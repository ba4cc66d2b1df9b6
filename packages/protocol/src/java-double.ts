/**
 * Text of 64-bit floats as the reference prints them (spec 03 §1.1, rule 10): plain with at least one
 * fraction digit for 10^-3 <= |x| < 10^7 (`1.0`), else scientific (`1.0E7`, `1.234E-4`). The digits are the shortest
 * that read back as the same number.
 */
export function javaDoubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0.0';
  const magnitude = Math.abs(value);
  if (value === 0 || (magnitude >= 1e-3 && magnitude < 1e7)) return withFraction(String(value));
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${withFraction(digits)}E${exponent.replace('+', '')}`;
}

function withFraction(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
