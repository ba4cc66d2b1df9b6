// A value as the JSON text of a variable: whole numbers as signed 64-bit integers, other numbers as doubles in
// Java's text, temporals as strings, functions, ranges and failures as null.
import { LimitExceeded } from '../failures.js';
import { MAX_STRING_LENGTH } from '../limits.js';
import { doubleText, isWhole, toDouble, toInt64, type FeelNumber } from '../numbers/number.js';
import { isTemporal, variableText } from '../temporal/temporal.js';
import { FeelContext, type FeelValue, isList, isNumber } from '../values/value.js';
import { deeper } from '../values/depth.js';

export type JsonResult =
  { readonly ok: true; readonly json: string } | { readonly ok: false; readonly failure: string };

export interface WriteOptions {
  /** The JSON text of a string. */
  readonly writeString?: (text: string) => string;
  /** The JSON text of a number with a fraction. */
  readonly writeDouble?: (value: number) => string;
  /** Contexts of variables that came through unchanged keep their text, and with it the kind of their numbers. */
  readonly keepsVariables?: boolean;
}

/** The canonical JSON text; a failure for values that are nested too deep or too long. */
export function toJson(value: FeelValue, options: WriteOptions = {}): JsonResult {
  const { writeString = JSON.stringify, writeDouble = doubleText, keepsVariables = false } = options;
  try {
    return { ok: true, json: write(value, 0, { writeString, writeDouble, keepsVariables }) };
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    return { ok: false, failure: error.message };
  }
}

function write(value: FeelValue, depth: number, options: Required<WriteOptions>): string {
  const { writeString, keepsVariables } = options;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value);
  if (isNumber(value)) return numberJson(value, options.writeDouble);
  if (isTemporal(value)) return writeString(variableText(value));
  if (isList(value))
    return `[${bounded(value.map((item) => write(item, deeper(depth), options)).join(','))}]`;
  if (!(value instanceof FeelContext)) return 'null';
  const kept = keepsVariables ? value.source : undefined;
  if (kept !== undefined) {
    deeper(depth + kept.nesting - 1);
    return bounded(kept.text);
  }
  const entries: string[] = [];
  for (const [key, item] of value.entries())
    entries.push(`${writeString(key)}:${write(item, deeper(depth), options)}`);
  return `{${bounded(entries.join(','))}}`;
}

function bounded(text: string): string {
  if (text.length <= MAX_STRING_LENGTH) return text;
  throw new LimitExceeded(`A text would be longer than ${MAX_STRING_LENGTH} characters`);
}

function numberJson(value: FeelNumber, writeDouble: (value: number) => string): string {
  if (typeof value === 'number') return String(value);
  if (isWhole(value)) return String(toInt64(value));
  const double = toDouble(value);
  if (!Number.isFinite(double)) throw new LimitExceeded('A number is too large for a variable');
  return writeDouble(double);
}
