// Conversions to strings and numbers. Those to temporals are in temporal.ts.
import { parseNumber, type FeelNumber } from '../numbers/number.js';
import { numberFormatFailure } from '../numbers/number-format.js';
import { FeelError } from '../values/error.js';
import { feelString } from '../values/text.js';
import type { FeelValue } from '../values/value.js';
import { builtin, type Builtin } from './builtin.js';

export const CONVERSION_FUNCTIONS: readonly Builtin[] = [
  builtin('string', ['from'], ([value = null]) => feelString(value)),
  builtin('number', ['from'], ([text]) => (typeof text === 'string' ? numberOf(text) : undefined)),
  builtin('number', ['from', 'grouping separator'], ([text, grouping]) => {
    if (typeof text !== 'string' || typeof grouping !== 'string') return undefined;
    if (isGrouping(grouping)) return separated(text, grouping, null);
    return new FeelError("illegal argument for grouping. Must be one of ' ', ',' or '.'");
  }),
  builtin('number', ['from', 'grouping separator', 'decimal separator'], ([text, grouping, point]) => {
    if (typeof text !== 'string' || !isMark(grouping) || !isMark(point)) return undefined;
    const isUsable =
      (grouping === null || isGrouping(grouping)) && (point === null || isPoint(point)) && grouping !== point;
    if (isUsable) return separated(text, grouping, point);
    // With one of them null the other is checked as a type, with both given as a pair.
    if (grouping === null || point === null) return undefined;
    return new FeelError(
      "illegal arguments for grouping or decimal. Must be one of ' ' (grouping only), ',' or '.'",
    );
  }),
];

function isMark(value: FeelValue | undefined): value is string | null {
  return value === null || typeof value === 'string';
}

function isGrouping(value: string): boolean {
  return value === ' ' || value === ',' || value === '.';
}

function isPoint(value: string): boolean {
  return value === ',' || value === '.';
}

function separated(text: string, grouping: string | null, point: string | null): FeelNumber {
  const ungrouped = grouping === null ? text : text.replaceAll(grouping, '');
  return numberOf(point === null ? ungrouped : ungrouped.replaceAll(point, '.'));
}

/** The digits of all scripts count, but for those that take two UTF-16 units. */
const FOREIGN_DIGIT = /(?![0-9\u{10000}-\u{10ffff}])\p{Nd}/gu;

/** Digits stand in tens, from zero to nine. */
function digitText(digit: string): string {
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCharCode(digit.charCodeAt(0) - value - 1))) value++;
  return String(value);
}

/** Text that is no number fails the expression. */
function numberOf(text: string): FeelNumber {
  const digits = text.replace(FOREIGN_DIGIT, digitText);
  const value = parseNumber(digits);
  if (value === undefined) throw numberFormatFailure(digits);
  return value;
}
