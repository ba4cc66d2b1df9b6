// Conversions to strings and numbers. Those to temporals are in temporal.ts.
import { UnexpectedFailure } from '../failures.js';
import { parseDecimal } from '../numbers/decimal.js';
import { normalize, type FeelNumber } from '../numbers/number.js';
import { feelString } from '../values/text.js';
import type { FeelValue } from '../values/value.js';
import { builtin, type Builtin } from './builtin.js';

export const CONVERSION_FUNCTIONS: readonly Builtin[] = [
  builtin('string', ['from'], ([value = null]) => feelString(value)),
  builtin('number', ['from'], ([text]) => (typeof text === 'string' ? numberOf(text) : undefined)),
  builtin('number', ['from', 'grouping separator'], ([text, grouping]) =>
    isGrouping(grouping) && typeof text === 'string' ? separated(text, grouping, undefined) : undefined,
  ),
  builtin('number', ['from', 'grouping separator', 'decimal separator'], ([text, grouping, point]) => {
    if (typeof text !== 'string' || (grouping === null && point === null) || grouping === point)
      return undefined;
    if (grouping !== null && !isGrouping(grouping)) return undefined;
    if (point !== null && !isPoint(point)) return undefined;
    return separated(text, grouping ?? undefined, point ?? undefined);
  }),
];

function isGrouping(value: FeelValue | undefined): value is ' ' | ',' | '.' {
  return value === ' ' || value === ',' || value === '.';
}

function isPoint(value: FeelValue | undefined): value is ',' | '.' {
  return value === ',' || value === '.';
}

function separated(text: string, grouping: string | undefined, point: string | undefined): FeelNumber {
  const ungrouped = grouping === undefined ? text : text.replaceAll(grouping, '');
  return numberOf(point === undefined ? ungrouped : ungrouped.replaceAll(point, '.'));
}

/** Text that is no number fails the expression. */
function numberOf(text: string): FeelNumber {
  const value = parseDecimal(text);
  if (value === undefined) throw new UnexpectedFailure('java.lang.NumberFormatException', text);
  return normalize(value);
}
