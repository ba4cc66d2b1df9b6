// The two equalities of FEEL: `=` (three-valued) and the one that list functions use (two-valued).
import { compareNumbers, numberKey } from '../numbers/number.js';
import { isTemporal } from '../temporal/temporal.js';
import { temporalsEqual } from '../temporal/temporal-comparison.js';
import { FeelContext, type FeelList, type FeelValue, isList, isNumber } from './value.js';
import { deeper } from './depth.js';
import { FeelError } from './error.js';

/** What bounds the work of comparing. */
export interface Work {
  spend(steps: number): void;
}

/** The surroundings of `=`: what bounds it, and what is told about two values of different kinds. */
export interface EqualityContext extends Work {
  report(left: FeelValue, right: FeelValue): void;
}

const UNBOUNDED: Work = { spend: () => undefined };

/** The result of `=`. Null (and an error) equals null only; values of different kinds do not compare: null. */
export function equal(
  left: FeelValue,
  right: FeelValue,
  context: EqualityContext,
  depth = 0,
): boolean | null {
  if (left instanceof FeelError) return equal(null, right, context);
  if (right instanceof FeelError) return equal(left, null, context);
  if (left === null || right === null) return left === right;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  if (isList(left) && isList(right)) return equalLists(left, right, context, deeper(depth));
  if (left instanceof FeelContext && right instanceof FeelContext)
    return equalContexts(left, right, context, deeper(depth));
  const result = isTemporal(left) && isTemporal(right) ? temporalsEqual(left, right) : undefined;
  if (result !== undefined) return result;
  context.report(left, right);
  return null;
}

/** From the last item to the first, until two are not equal; items of different kinds are just not equal. */
function equalLists(left: FeelList, right: FeelList, context: EqualityContext, depth: number): boolean {
  if (left.length !== right.length) return false;
  context.spend(left.length);
  for (let index = left.length - 1; index >= 0; index--) {
    if (equal(left[index] ?? null, right[index] ?? null, context, depth) !== true) return false;
  }
  return true;
}

function equalContexts(
  left: FeelContext,
  right: FeelContext,
  context: EqualityContext,
  depth: number,
): boolean {
  context.spend(left.size);
  const keys = left.keys();
  if (left.size !== right.size || keys.some((key) => right.get(key) === undefined)) return false;
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] ?? '';
    if (equal(left.get(key) ?? null, right.get(key) ?? null, context, depth) !== true) return false;
  }
  return true;
}

/** Equality of `list contains`, `distinct values`, `index of`, `union`, …: never without a result. */
export function same(left: FeelValue, right: FeelValue, work: Work = UNBOUNDED, depth = 0): boolean {
  if (left === right) return true;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (isList(left) && isList(right)) return sameLists(left, right, work, deeper(depth));
  if (left instanceof FeelContext && right instanceof FeelContext) {
    return sameContexts(left, right, work, deeper(depth));
  }
  if (isTemporal(left) && isTemporal(right)) return temporalsEqual(left, right) ?? false;
  return left instanceof FeelError && right instanceof FeelError && left.message === right.message;
}

function sameLists(left: FeelList, right: FeelList, work: Work, depth: number): boolean {
  if (left.length !== right.length) return false;
  work.spend(left.length);
  return left.every((item, index) => same(item, right[index] ?? null, work, depth));
}

function sameContexts(left: FeelContext, right: FeelContext, work: Work, depth: number): boolean {
  if (left.identity === 'itself' || right.identity === 'itself' || left.size !== right.size) return false;
  work.spend(left.size);
  for (const [key, value] of left.entries()) {
    const other = right.get(key);
    if (other === undefined || !same(value, other, work, depth)) return false;
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
