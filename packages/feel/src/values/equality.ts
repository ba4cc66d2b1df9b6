// The two equalities of FEEL: `=` (three-valued) and the one that list functions use (two-valued).
import { compareNumbers, numberKey } from '../numbers/number.js';
import { isTemporal } from '../temporal/temporal.js';
import { temporalsEqual } from '../temporal/temporal-comparison.js';
import { FeelContext } from './context.js';
import { deeper } from './depth.js';
import { FeelError } from './error.js';
import { isList, isNumber, type FeelList, type FeelValue } from './value.js';

/** Is told about two values of different kinds. */
export type OnNotComparable = (left: FeelValue, right: FeelValue) => void;

/** The result of `=`. Null (and an error) equals null only; values of different kinds do not compare: null. */
export function equal(left: FeelValue, right: FeelValue, report: OnNotComparable, depth = 0): boolean | null {
  if (left instanceof FeelError) return equal(null, right, report);
  if (right instanceof FeelError) return equal(left, null, report);
  if (left === null || right === null) return left === right;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  if (isList(left) && isList(right)) return equalLists(left, right, report, deeper(depth));
  if (left instanceof FeelContext && right instanceof FeelContext)
    return equalContexts(left, right, report, deeper(depth));
  const result = isTemporal(left) && isTemporal(right) ? temporalsEqual(left, right) : undefined;
  if (result !== undefined) return result;
  report(left, right);
  return null;
}

/** From the last item to the first, until two are not equal; items of different kinds are just not equal. */
function equalLists(left: FeelList, right: FeelList, report: OnNotComparable, depth: number): boolean {
  if (left.length !== right.length) return false;
  for (let index = left.length - 1; index >= 0; index--) {
    if (equal(left[index] ?? null, right[index] ?? null, report, depth) !== true) return false;
  }
  return true;
}

function equalContexts(
  left: FeelContext,
  right: FeelContext,
  report: OnNotComparable,
  depth: number,
): boolean {
  const keys = left.keys();
  if (left.size !== right.size || keys.some((key) => right.get(key) === undefined)) return false;
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] ?? '';
    if (equal(left.get(key) ?? null, right.get(key) ?? null, report, depth) !== true) return false;
  }
  return true;
}

/** Equality of `list contains`, `distinct values`, `index of`, `union`, …: never without a result. */
export function same(left: FeelValue, right: FeelValue, depth = 0): boolean {
  if (left === right) return true;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (isList(left) && isList(right)) return sameLists(left, right, deeper(depth));
  if (left instanceof FeelContext && right instanceof FeelContext) {
    return sameContexts(left, right, deeper(depth));
  }
  if (isTemporal(left) && isTemporal(right)) return temporalsEqual(left, right) ?? false;
  return left instanceof FeelError && right instanceof FeelError && left.message === right.message;
}

function sameLists(left: FeelList, right: FeelList, depth: number): boolean {
  if (left.length !== right.length) return false;
  return left.every((item, index) => same(item, right[index] ?? null, depth));
}

function sameContexts(left: FeelContext, right: FeelContext, depth: number): boolean {
  if (left.identity === 'itself' || right.identity === 'itself' || left.size !== right.size) return false;
  for (const [key, value] of left.entries()) {
    const other = right.get(key);
    if (other === undefined || !same(value, other, depth)) return false;
  }
  return true;
}

/** Equal for values that are the same, and only for them; undefined for values that must be compared one by one. */
export function sameKey(value: FeelValue): string | undefined {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `"${value}`;
  if (isNumber(value)) return numberKey(value);
  return isTemporal(value) ? `${value.kind} ${value.feelText()} ${value.isoText()}` : undefined;
}
