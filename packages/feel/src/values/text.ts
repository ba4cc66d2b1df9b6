// Values as text: `string()`, and the form used inside lists, contexts and messages.
import { LimitExceeded } from '../failures.js';
import { isTemporal } from '../temporal/temporal.js';
import { MAX_STRING_LENGTH } from '../limits.js';
import { FeelContext, FeelFunction, type FeelRange, type FeelValue, isList, isNumber } from './value.js';
import { deeper } from './depth.js';
import { FeelError } from './error.js';

type Quoting = 'quoted' | 'as in messages';

/**
 * The result of `string(value)`: null for null, a string unchanged; strings inside of it in quotes.
 * @throws LimitExceeded for values that are nested too deep or too long
 */
export function feelString(value: FeelValue): string | null {
  if (value === null || typeof value === 'string') return value;
  return write(value, 'quoted', 0);
}

/** As an item of a list in `string([value])`: a string in quotes, nothing escaped. */
export function quotedText(value: FeelValue): string {
  return write(value, 'quoted', 0);
}

/** The text of a value in a message: strings in quotes, nothing escaped; but no quotes in contexts of variables. */
export function textOf(value: FeelValue): string {
  return write(value, 'as in messages', 0);
}

function write(value: FeelValue, quoting: Quoting, depth: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'boolean' || isNumber(value)) return String(value);
  if (isTemporal(value)) return value.feelText();
  if (isList(value)) return `[${joined(value, (item) => write(item, quoting, deeper(depth)))}]`;
  if (value instanceof FeelContext) {
    const entryText = ([key, item]: readonly [string, FeelValue]): string => {
      const text = quoting === 'as in messages' && value.isVariable(key) ? writeUnquoted : write;
      return `${key}:${text(item, quoting, deeper(depth))}`;
    };
    return `{${joined(value.listedEntries(), entryText)}}`;
  }
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (value instanceof FeelError) return `error("${value.message}")`;
  return rangeText(value, quoting, depth);
}

/** Messages show what is inside of a variable's context before it becomes FEEL values. */
function writeUnquoted(value: FeelValue, quoting: Quoting, depth: number): string {
  if (typeof value === 'string') return value;
  if (isList(value)) return `[${joined(value, (item) => writeUnquoted(item, quoting, deeper(depth)))}]`;
  return write(value, quoting, depth);
}

function rangeText(range: FeelRange, quoting: Quoting, depth: number): string {
  const start = `${range.start.closed ? '[' : '('}${write(range.start.value, quoting, deeper(depth))}`;
  return `${start}..${write(range.end.value, quoting, deeper(depth))}${range.end.closed ? ']' : ')'}`;
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
