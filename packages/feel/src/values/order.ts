// The order of values: numbers, strings and temporals of the same kind. Nothing else is ordered.
import { compareNumbers } from '../numbers/number.js';
import { isTemporal } from '../temporal/temporal.js';
import { compareTemporals } from '../temporal/temporal-comparison.js';
import { deeper } from './depth.js';
import { isList, isNumber, type FeelValue } from './value.js';

/** Negative, zero or positive; undefined if the two values have no order. */
export function order(left: FeelValue, right: FeelValue): number | undefined {
  if (isNumber(left)) return isNumber(right) ? compareNumbers(left, right) : undefined;
  if (typeof left === 'string') return typeof right === 'string' ? compareText(left, right) : undefined;
  return isTemporal(left) && isTemporal(right) ? compareTemporals(left, right) : undefined;
}

/** By UTF-16 code unit. */
function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Whether a list has items, all of them ordered among each other or all of them such lists. */
export function isComparableList(value: FeelValue, depth = 0): boolean {
  if (!isList(value)) return false;
  const [first] = value;
  if (first === undefined) return false;
  const next = deeper(depth);
  return (
    value.every((item) => order(first, item) !== undefined) ||
    value.every((item) => isComparableList(item, next))
  );
}
