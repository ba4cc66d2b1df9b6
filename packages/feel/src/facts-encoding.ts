// Values as plain JSON with their types, for comparison with recorded results and for the command line.
import { isTemporal } from './temporal/temporal.js';
import { FeelContext, FeelFunction, type FeelValue, isList, isNumber } from './values/value.js';
import { deeper } from './values/depth.js';
import { FeelError } from './values/error.js';
import { textOf } from './values/text.js';

/** Anything that JSON.stringify writes as it is. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Null, booleans, strings and lists as such; all else as an object with the type as its key.
 * @throws LimitExceeded for values that are nested too deep
 */
export function encodeFact(value: FeelValue): Json {
  return encode(value, 0);
}

function encode(value: FeelValue, depth: number): Json {
  if (value === null || typeof value === 'boolean') return value;
  // A half of a surrogate pair has no UTF-8 form; Java writes a question mark.
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '?');
  if (isNumber(value)) return { number: String(value) };
  if (isTemporal(value)) return { [value.kind]: value.kind === 'time' ? value.feelText() : value.isoText() };
  if (isList(value)) return value.map((item) => encode(item, deeper(depth)));
  if (value instanceof FeelContext) {
    // fromEntries makes every key an own property, also `__proto__`.
    const entries = [...value.entries()].map(([key, item]) => [key, encode(item, deeper(depth))] as const);
    return { context: Object.fromEntries(entries) };
  }
  if (value instanceof FeelFunction) return { function: value.parameters };
  return value instanceof FeelError ? { error: value.message } : { range: textOf(value) };
}
