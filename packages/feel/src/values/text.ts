// Values as text: `string()`, and the form used inside lists, contexts and messages.
import { LimitExceeded } from '../failures.js';
import { isTemporal } from '../temporal/temporal.js';
import { MAX_STRING_LENGTH, MAX_VALUE_DEPTH } from '../limits.js';
import { FeelContext } from './context.js';
import { FeelError } from './error.js';
import { FeelFunction } from './function.js';
import { FeelRange } from './range.js';
import { isList, isNumber, type FeelValue } from './value.js';

/** The result of `string(value)`: null for null, a string unchanged. */
export function feelString(value: FeelValue): string | null {
  if (value === null || typeof value === 'string') return value;
  return textOf(value);
}

/** The text of a value inside a list, a context or a message: strings in quotes, nothing escaped. */
export function textOf(value: FeelValue): string {
  return write(value, 0);
}

function write(value: FeelValue, depth: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'boolean' || isNumber(value)) return String(value);
  if (isTemporal(value)) return value.feelText();
  if (depth > MAX_VALUE_DEPTH)
    throw new LimitExceeded(`A value is nested more than ${MAX_VALUE_DEPTH} levels`);
  if (isList(value)) return `[${joined(value, (item) => write(item, depth + 1))}]`;
  if (value instanceof FeelContext) {
    return `{${joined(value.entries(), ([key, item]) => `${key}:${write(item, depth + 1)}`)}}`;
  }
  if (value instanceof FeelFunction) return `function(${value.parameters.join(',')})`;
  if (value instanceof FeelError) return `error("${value.message}")`;
  return rangeText(value, depth);
}

function rangeText(range: FeelRange, depth: number): string {
  const start = `${range.start.closed ? '[' : '('}${write(range.start.value, depth + 1)}`;
  return `${start}..${write(range.end.value, depth + 1)}${range.end.closed ? ']' : ')'}`;
}

function joined<T>(items: Iterable<T>, text: (item: T) => string): string {
  let result = '';
  let separator = '';
  for (const item of items) {
    result += separator + text(item);
    separator = ', ';
    if (result.length > MAX_STRING_LENGTH) {
      throw new LimitExceeded(`A text would be longer than ${MAX_STRING_LENGTH} characters`);
    }
  }
  return result;
}
