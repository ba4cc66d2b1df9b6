// Values as they leave an evaluation: contexts without the functions among their entries. (Functions elsewhere
// stay; written as JSON they are null.) They are also bounded in their depth here: FEEL's bound holds inside of
// one expression, but each decision can wrap the result of another.
import { deeper, FeelFunction, isList, MapContext, type FeelValue } from '@grevy/feel';

/**
 * The value itself when there is nothing to leave out. Other contexts than of logic hold no functions.
 * @throws LimitExceeded when it is nested too deep
 */
export function leavingValue(value: FeelValue, depth = 0): FeelValue {
  if (isList(value)) return leavingList(value, deeper(depth));
  return value instanceof MapContext ? leavingContext(value, deeper(depth)) : value;
}

function leavingList(list: readonly FeelValue[], depth: number): FeelValue {
  let changed: FeelValue[] | undefined;
  for (const [index, item] of list.entries()) {
    const leaving = leavingValue(item, depth);
    if (leaving === item) continue;
    changed ??= [...list];
    changed[index] = leaving;
  }
  return changed ?? list;
}

function leavingContext(context: MapContext, depth: number): FeelValue {
  const entries = new Map<string, FeelValue>();
  let isChanged = false;
  for (const [name, value] of context.entries()) {
    const leaving = leavingValue(value, depth);
    if (leaving instanceof FeelFunction) isChanged = true;
    else entries.set(name, leaving);
    isChanged ||= leaving !== value;
  }
  return isChanged ? new MapContext(entries, context.identity) : context;
}
