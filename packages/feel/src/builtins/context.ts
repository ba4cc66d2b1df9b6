// Context functions. The contexts they make are equal by content.
import type { EvaluationState } from '../evaluation.js';
import { contextOf, mergedContext } from '../values/context.js';
import { FeelContext, type FeelList, type FeelValue, isList } from '../values/value.js';
import { FeelError } from '../values/error.js';
import { builtin, variadic, type Builtin } from './builtin.js';

export const CONTEXT_FUNCTIONS: readonly Builtin[] = [
  builtin('get value', ['m', 'key'], ([context, key]) => getValue(context, key)),
  builtin('get value', ['context', 'key'], ([context, key]) => getValue(context, key)),
  builtin('get value', ['context', 'keys'], ([context, keys]) =>
    isList(keys) ? getValue(context, keys) : undefined,
  ),
  builtin('get entries', ['m'], ([context]) => getEntries(context)),
  builtin('get entries', ['context'], ([context]) => getEntries(context)),
  putFunction('context put', 'key'),
  putFunction('context put', 'keys'),
  putFunction('put', 'key'),
  variadic('context merge', ['contexts'], ([contexts], state) => merge(contexts, state)),
  variadic('put all', ['contexts'], ([contexts], state) => merge(contexts, state)),
  builtin('context', ['entries'], ([entries], state) => fromEntries(entries, state)),
];

function putFunction(name: string, keyParameter: string): Builtin {
  return builtin(name, ['context', keyParameter, 'value'], ([context, key, value = null]) => {
    if (keyParameter === 'keys' && !isList(key)) return undefined;
    if (!(value instanceof FeelError)) return put(context, key, value);
    const hasPlace = context instanceof FeelContext && (typeof key === 'string' || isList(key));
    return hasPlace ? null : undefined;
  });
}

function getValue(context: FeelValue | undefined, key: FeelValue | undefined): FeelValue | undefined {
  if (!(context instanceof FeelContext)) return undefined;
  if (typeof key === 'string') return context.get(key) ?? null;
  if (!isList(key)) return undefined;
  if (!isKeys(key)) return null;
  let value: FeelValue = context;
  for (const part of key) value = value instanceof FeelContext ? (value.get(part) ?? null) : null;
  return key.length === 0 ? null : value;
}

function isKeys(list: FeelList): list is readonly string[] {
  return list.every((item) => typeof item === 'string');
}

function getEntries(context: FeelValue | undefined): FeelValue | undefined {
  if (!(context instanceof FeelContext)) return undefined;
  return [...context.listedEntries()].map(([key, value]) =>
    contextOf([
      ['key', key],
      ['value', value],
    ]),
  );
}

function put(
  context: FeelValue | undefined,
  key: FeelValue | undefined,
  value: FeelValue,
): FeelValue | undefined {
  if (!(context instanceof FeelContext)) return undefined;
  if (typeof key === 'string') return withEntry(context, key, value);
  if (!isList(key) || !isKeys(key)) return undefined;
  const [first, ...others] = key;
  return first === undefined ? null : putPath(context, first, others, value);
}

function withEntry(context: FeelContext, key: string, value: FeelValue): FeelContext {
  return mergedContext([context, contextOf([[key, value]])]);
}

/** Creates the contexts on the way; from the third key on the outer levels are lost, as in the reference. */
function putPath(
  context: FeelContext,
  key: string,
  others: readonly string[],
  value: FeelValue,
): FeelContext {
  const [next, ...rest] = others;
  if (next === undefined) return withEntry(context, key, value);
  const found = context.get(key);
  const inner = found instanceof FeelContext ? found : contextOf([]);
  if (rest.length > 0) return putPath(inner, next, rest, value);
  return withEntry(context, key, withEntry(inner, next, value));
}

function merge(contexts: FeelValue | undefined, state: EvaluationState): FeelValue | undefined {
  if (!isList(contexts) || !contexts.every((context) => context instanceof FeelContext)) return null;
  for (const { size } of contexts) state.spend(size);
  return mergedContext(contexts);
}

function fromEntries(entries: FeelValue | undefined, state: EvaluationState): FeelValue | undefined {
  if (!isList(entries)) return null;
  state.spend(entries.length);
  const values = new Map<string, FeelValue>();
  for (const entry of entries) {
    if (!(entry instanceof FeelContext)) return null;
    const key = entry.get('key');
    const value = entry.get('value');
    if (typeof key !== 'string' || value === undefined) return null;
    values.set(key, value);
  }
  return contextOf(values);
}
