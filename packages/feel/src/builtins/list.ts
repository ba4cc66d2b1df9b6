// List functions. Positions count from 1, or from the end if they are negative.
import type { EvaluationState } from '../evaluation.js';
import { LimitExceeded, UnexpectedFailure } from '../failures.js';
import { MAX_LIST_SIZE, MAX_STRING_LENGTH } from '../limits.js';
import { toInt32, type FeelNumber } from '../numbers/number.js';
import { same, sameKey } from '../values/equality.js';
import { deeper } from '../values/depth.js';
import { FeelError } from '../values/error.js';
import { FeelFunction, type FeelList, type FeelValue, isList, isNumber } from '../values/value.js';
import { isComparableList, order } from '../values/order.js';
import { textOf } from '../values/text.js';
import { builtin, variadic, type Builtin } from './builtin.js';

export const LIST_FUNCTIONS: readonly Builtin[] = [
  builtin('list contains', ['list', 'element'], ([list, element = null], state) => {
    if (!isList(list)) return undefined;
    state.spend(list.length);
    return list.some((item) => same(item, element, state));
  }),
  builtin('count', ['list'], ([list]) => (isList(list) ? list.length : undefined)),
  extreme('min', -1),
  extreme('max', 1),
  logical('and', false),
  logical('all', false),
  logical('or', true),
  logical('any', true),
  builtin('sublist', ['list', 'start'], ([list, start]) =>
    isList(list) && isNumber(start) ? sublist(list, start) : undefined,
  ),
  builtin('sublist', ['list', 'start', 'length'], ([list, start, length]) =>
    isList(list) && isNumber(start) && isNumber(length) ? sublist(list, start, toInt32(length)) : undefined,
  ),
  variadic('append', ['list', 'items'], ([list, items], state) =>
    isList(list) && isList(items) ? joined([list, items], state) : undefined,
  ),
  variadic('concatenate', ['lists'], ([lists], state) => (isList(lists) ? joined(lists, state) : undefined)),
  builtin('insert before', ['list', 'position', 'newItem'], ([list, position, item = null], state) => {
    if (!isList(list) || !isNumber(position)) return undefined;
    const index = indexOfPosition(list, position);
    return joined([list.slice(0, index), [item], list.slice(index)], state);
  }),
  builtin('remove', ['list', 'position'], ([list, position], state) => {
    if (!isList(list) || !isNumber(position)) return undefined;
    return joined(withoutPosition(list, toInt32(position)), state);
  }),
  listFunction('reverse', (list) => [...list].reverse()),
  builtin('index of', ['list', 'match'], ([list, match = null], state) => {
    if (!isList(list)) return undefined;
    state.spend(list.length);
    return list.flatMap((item, index) => (same(item, match, state) ? [index + 1] : []));
  }),
  variadic('union', ['lists'], ([lists], state) =>
    isList(lists) ? distinct(joined(lists, state), state) : undefined,
  ),
  listFunction('distinct values', distinct),
  listFunction('duplicate values', duplicates),
  listFunction('flatten', (list, state) => flatten(list, state)),
  builtin('sort', ['list', 'precedes'], ([list, precedes], state) => {
    if (!isList(list) || !(precedes instanceof FeelFunction)) return undefined;
    const { length } = precedes.parameters;
    if (length === 2) return sort(list, precedes, state);
    return new FeelError(`expect boolean function with 2 arguments, but found '${length}'`);
  }),
  builtin('string join', ['list'], ([list]) => join(list, '', '', '')),
  builtin('string join', ['list', 'delimiter'], ([list, delimiter]) => join(list, delimiter, '', '')),
  builtin('string join', ['list', 'delimiter', 'prefix', 'suffix'], ([list, delimiter, prefix, suffix]) =>
    prefix === null && suffix === null
      ? join(list, delimiter, '', '')
      : join(list, delimiter, prefix, suffix),
  ),
];

function listFunction(name: string, apply: (list: FeelList, state: EvaluationState) => FeelValue): Builtin {
  return builtin(name, ['list'], ([list], state) => {
    if (!isList(list)) return undefined;
    state.spend(list.length);
    return apply(list, state);
  });
}

function checkSize(size: number): void {
  if (size > MAX_LIST_SIZE) throw new LimitExceeded(`A list would have more than ${MAX_LIST_SIZE} items`);
}

/** The items of the lists in a row; anything that is no list is an item. */
function joined(lists: FeelList, state: EvaluationState): FeelList {
  const result: FeelValue[] = [];
  for (const part of lists) {
    if (isList(part)) for (const item of part) result.push(item);
    else result.push(part);
    checkSize(result.length);
  }
  state.spend(result.length);
  return result;
}

/** `min` (direction -1) and `max` (1). Items without an order are named in the failure. */
function extreme(name: string, direction: -1 | 1): Builtin {
  return variadic(name, ['list'], ([list], state) => {
    if (!isList(list)) return undefined;
    state.spend(list.length);
    const [first, ...others] = list;
    if (first === undefined) return null;
    if (isComparableList(first) && others.every(isList)) {
      return others.length === 0 ? first : failOnLists(first, others);
    }
    if (list.some((item) => order(first, item) === undefined)) return notComparable(list);
    return others.reduce((best, item) => ((order(item, best) ?? 0) * direction > 0 ? item : best), first);
  });
}

function notComparable(list: FeelList): FeelError {
  return new FeelError(`${textOf(list)} is not comparable`);
}

function failOnLists(first: FeelValue, others: FeelList): never {
  const detail = `${textOf(first)} can not be compared to ${textOf(others[0] ?? null)}`;
  throw new UnexpectedFailure('java.lang.IllegalArgumentException', detail);
}

/** `all` (decisive false) and `any` (decisive true), three-valued. */
function logical(name: string, decisive: boolean): Builtin {
  return variadic(name, ['list'], ([list], state) => {
    if (!isList(list)) return undefined;
    state.spend(list.length);
    if (list.includes(decisive)) return decisive;
    return list.every((item) => item === !decisive) ? !decisive : null;
  });
}

/** What is outside of the list is left out. */
function sublist(list: FeelList, start: FeelNumber, length = Infinity): FeelValue {
  const position = toInt32(start);
  if (position === 0) return [];
  const from = position > 0 ? position - 1 : list.length + position;
  return list.slice(Math.max(from, 0), Math.max(from + length, 0));
}

/** The index before which a position is; beyond the ends of the list it is that end. */
function indexOfPosition(list: FeelList, position: FeelNumber): number {
  const number = toInt32(position);
  const index = number > 0 ? number - 1 : list.length + number;
  return Math.min(Math.max(index, 0), list.length);
}

/** The parts before and behind a position; position 0 is before the list and behind it at once. */
function withoutPosition(list: FeelList, position: number): FeelList {
  if (position === 0) return [list, list];
  const index = position > 0 ? position - 1 : list.length + position;
  if (index < 0 || index >= list.length) return [list];
  return [list.slice(0, index), list.slice(index + 1)];
}

interface Group {
  readonly first: FeelValue;
  count: number;
}

/** Groups equal items in order of their first; lists and contexts are compared one by one. */
function groupEqual(list: FeelList, state: EvaluationState): readonly Group[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();
  const others: Group[] = [];
  for (const item of list) {
    const key = sameKey(item);
    if (key === undefined) state.spend(others.length);
    const known = key === undefined ? others.find(({ first }) => same(first, item, state)) : byKey.get(key);
    if (known !== undefined) {
      known.count++;
      continue;
    }
    const group = { first: item, count: 1 };
    groups.push(group);
    if (key === undefined) others.push(group);
    else byKey.set(key, group);
  }
  return groups;
}

function distinct(list: FeelList, state: EvaluationState): FeelList {
  return groupEqual(list, state).map(({ first }) => first);
}

function duplicates(list: FeelList, state: EvaluationState): FeelList {
  const repeated = groupEqual(list, state).filter(({ count }) => count > 1);
  return repeated.map(({ first }) => first);
}

function flatten(list: FeelList, state: EvaluationState): FeelList {
  const result: FeelValue[] = [];
  const visit = (items: FeelList, depth: number): void => {
    state.spend(items.length);
    for (const item of items) {
      if (isList(item)) visit(item, deeper(depth));
      else result.push(item);
    }
    checkSize(result.length);
  };
  visit(list, 0);
  return result;
}

/**
 * A stable merge sort that asks whether one item precedes another, and if not, whether it is the other way
 * round: what `precedes` is asked shows where it is audited.
 */
function sort(list: FeelList, precedes: FeelFunction, state: EvaluationState): FeelValue {
  let failure: FeelError | undefined;
  const isBefore = (left: FeelValue, right: FeelValue): boolean => {
    if (failure !== undefined) return false;
    state.enterCall();
    const result = precedes.invoke([left, right], state);
    state.leaveCall();
    if (typeof result === 'boolean') return result;
    const reason = `expected boolean but found '${textOf(result)}'`;
    failure = new FeelError(`fail to sort list by given precedes function: ${reason}`);
    return false;
  };
  const sorted = [...list].sort((left, right) =>
    isBefore(left, right) ? -1 : isBefore(right, left) ? 1 : 0,
  );
  return failure ?? sorted;
}

/** Null items are skipped; a null delimiter is no delimiter. */
function join(
  list: FeelValue | undefined,
  delimiter: FeelValue | undefined,
  prefix: FeelValue | undefined,
  suffix: FeelValue | undefined,
): string | FeelError | undefined {
  const between = delimiter === null ? '' : delimiter;
  if (!isList(list) || typeof between !== 'string') return undefined;
  if (typeof prefix !== 'string' || typeof suffix !== 'string') return undefined;
  const parts = list.filter((item) => item !== null);
  if (!parts.every((part) => typeof part === 'string')) {
    const items = list.map(textOf).join(', ');
    return new FeelError(`expected a list of strings but found 'List(${items})'`);
  }
  const length = parts.reduce(
    (sum, part) => sum + part.length + between.length,
    prefix.length + suffix.length,
  );
  if (length > MAX_STRING_LENGTH) {
    throw new LimitExceeded(`A text would be longer than ${MAX_STRING_LENGTH} characters`);
  }
  return prefix + parts.join(between) + suffix;
}
