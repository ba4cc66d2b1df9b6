// The two equalities of FEEL: `=` (three-valued) and the one that list functions use (two-valued).
import { compareNumbers } from '../numbers/number.js';
import { isTemporal } from '../temporal/temporal.js';
import { temporalsEqual } from '../temporal/temporal-comparison.js';
import { FeelContext } from './context.js';
import { FeelError } from './error.js';
import { isList, isNumber, type FeelList, type FeelValue } from './value.js';

/** Is told about two values of different kinds. */
export type OnNotComparable = (left: FeelValue, right: FeelValue) => void;

/** The result of `=`. Null (and an error) equals null only; values of different kinds do not compare: null. */
export function equal(left: FeelValue, right: FeelValue, report: OnNotComparable): boolean | null {
  if (left instanceof FeelError) return equal(null, right, report);
  if (right instanceof FeelError) return equal(left, null, report);
  if (left === null || right === null) return left === right;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  if (isList(left) && isList(right)) return equalLists(left, right, report);
  if (left instanceof FeelContext && right instanceof FeelContext) return equalContexts(left, right, report);
  const result = isTemporal(left) && isTemporal(right) ? temporalsEqual(left, right) : undefined;
  if (result !== undefined) return result;
  report(left, right);
  return null;
}

/** From the last item to the first, until two are not equal; items of different kinds are just not equal. */
function equalLists(left: FeelList, right: FeelList, report: OnNotComparable): boolean {
  if (left.length !== right.length) return false;
  for (let index = left.length - 1; index >= 0; index--) {
    if (equal(left[index] ?? null, right[index] ?? null, report) !== true) return false;
  }
  return true;
}

function equalContexts(left: FeelContext, right: FeelContext, report: OnNotComparable): boolean {
  const keys = left.keys();
  if (left.size !== right.size || keys.some((key) => right.get(key) === undefined)) return false;
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] ?? '';
    if (equal(left.get(key) ?? null, right.get(key) ?? null, report) !== true) return false;
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
