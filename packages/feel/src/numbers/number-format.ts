// Texts that are no numbers: what Java's BigDecimal says of them, since it shows in failures.
import { UnexpectedFailure } from '../failures.js';

const MAX_EXPONENT_DIGITS = 10;

/** The failure for a text that `parseDecimal` cannot read. */
export function numberFormatFailure(text: string): UnexpectedFailure {
  return new UnexpectedFailure('java.lang.NumberFormatException', text === '' ? '' : problemOf(text));
}

function problemOf(text: string): string {
  const [mantissa = '', whole = '', fraction = ''] = /^[+-]?(\d*)(?:\.(\d*))?/.exec(text) ?? [];
  const next = text.charAt(mantissa.length);
  if (next === '.') return 'Character array contains more than one decimal point.';
  const isExponent = next === 'e' || next === 'E';
  if (next !== '' && !isExponent) {
    return `Character ${next} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`;
  }
  const problem = isExponent ? exponentProblemOf(text.slice(mantissa.length + 1)) : undefined;
  if (problem !== undefined) return problem;
  return whole + fraction === '' ? 'No digits found.' : 'Scale out of range.';
}

function exponentProblemOf(text: string): string | undefined {
  const [, digits = '', rest = ''] = /^[+-]?0*(\d*)(.*)$/s.exec(text) ?? [];
  if (/^[+-]?$/.test(text)) return '';
  if (digits.length > MAX_EXPONENT_DIGITS) return 'Too many nonzero exponent digits.';
  if (rest !== '') return 'Not a digit.';
  const exponent = Number(text);
  return exponent >= 2 ** 31 || exponent < -(2 ** 31) ? 'Exponent overflow.' : undefined;
}
