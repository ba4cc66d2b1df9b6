// The two equalities of FEEL: `=` (three-valued) and the one that list functions use (two-valued).
import { compareNumbers } from '../numbers/number.js';
import { isTemporal } from '../temporal/temporal.js';
import { temporalsEqual } from '../temporal/temporal-comparison.js';
import { FeelContext } from './context.js';
import { FeelError } from './error.js';
import { isList, isNumber, type FeelList, type FeelValue } from './value.js';

/** Why two values have no equality: the innermost pair of different kinds. */
export class NotComparable {
  constructor(
    readonly left: FeelValue,
    readonly right: FeelValue,
  ) {}
}

/** The result of `=`. Null (and an error) equals null only; values of different kinds do not compare. */
export function equal(left: FeelValue, right: FeelValue): boolean | NotComparable {
  if (left instanceof FeelError) return equal(null, right);
  if (right instanceof FeelError) return equal(left, null);
  if (left === null || right === null) return left === right;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  if (isList(left) && isList(right)) return equalLists(left, right);
  if (left instanceof FeelContext && right instanceof FeelContext) return equalContexts(left, right);
  if (isTemporal(left) && isTemporal(right)) {
    return temporalsEqual(left, right) ?? new NotComparable(left, right);
  }
  return new NotComparable(left, right);
}

function equalLists(left: FeelList, right: FeelList): boolean | NotComparable {
  if (left.length !== right.length) return false;
  for (const [index, item] of left.entries()) {
    const result = equal(item, right[index] ?? null);
    if (result !== true) return result;
  }
  return true;
}

function equalContexts(left: FeelContext, right: FeelContext): boolean | NotComparable {
  if (left.size !== right.size) return false;
  for (const key of left.keys()) if (right.get(key) === undefined) return false;
  for (const [key, value] of left.entries()) {
    const result = equal(value, right.get(key) ?? null);
    if (result !== true) return result;
  }
  return true;
}

/** Equality of `list contains`, `distinct values`, `index of`, `union`, …: never without a result. */
export function same(left: FeelValue, right: FeelValue): boolean {
  if (left === right) return true;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index] ?? null));
  }
  if (left instanceof FeelContext && right instanceof FeelContext) return sameContexts(left, right);
  if (isTemporal(left) && isTemporal(right)) return temporalsEqual(left, right) ?? false;
  if (left instanceof FeelError && right instanceof FeelError) return left.message === right.message;
  return false;
}

function sameContexts(left: FeelContext, right: FeelContext): boolean {
  if (left.identity === 'itself' || right.identity === 'itself' || left.size !== right.size) return false;
  for (const [key, value] of left.entries()) {
    const other = right.get(key);
    if (other === undefined || !same(value, other)) return false;
  }
  return true;
}
