// `.name` on any value: entries of contexts, properties of temporals, and each item of a list.
import type { EvaluationState } from '../evaluation.js';
import { fromBigInt } from '../numbers/number.js';
import { isTemporal } from '../temporal/temporal.js';
import { temporalProperty, temporalPropertyNames } from '../temporal/temporal-properties.js';
import { FeelContext, type FeelValue, isList } from '../values/value.js';
import { deeper } from '../values/depth.js';
import { FeelError } from '../values/error.js';
import { textOf } from '../values/text.js';

export function valueAtPath(value: FeelValue, name: string, state: EvaluationState, depth = 0): FeelValue {
  if (value instanceof FeelContext) {
    const entry = value.get(name);
    return entry === undefined ? missingEntry(value, name, state) : entry;
  }
  if (isList(value)) {
    state.spend(value.length);
    return value.map((item) => valueAtPath(item, name, state, deeper(depth)));
  }
  // A failure as the base is passed on; as an item of a list it is a value without properties.
  if (value instanceof FeelError && depth === 0) return value;
  if (value === null) return warnMissingEntry(name, 'The context is null', state);
  return property(value, name, state);
}

function missingEntry(context: FeelContext, name: string, state: EvaluationState): null {
  const available = context.size === 0 ? 'The context is empty' : `Available keys: ${quoted(context.keys())}`;
  return warnMissingEntry(name, available, state);
}

function warnMissingEntry(name: string, available: string, state: EvaluationState): null {
  state.warn('NO_CONTEXT_ENTRY_FOUND', `No context entry found with key '${name}'. ${available}`);
  return null;
}

function property(value: FeelValue, name: string, state: EvaluationState): FeelValue {
  const found = isTemporal(value) ? temporalProperty(value, name) : undefined;
  if (found !== undefined) return typeof found === 'bigint' ? fromBigInt(found) : found;
  const available = isTemporal(value) ? temporalPropertyNames(value) : [];
  state.warn(
    'NO_PROPERTY_FOUND',
    `No property found with name '${name}' of value '${textOf(value)}'. Available properties: ${quoted(available)}`,
  );
  return null;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
