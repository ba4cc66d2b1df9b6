import { MAX_SHOWN_VALUE_LENGTH } from './limits.js';

/** A value as errors name it: texts in quotes and cut, objects by their kind, since all of them are alike as text. */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'string') return String(value);
  return value.length > MAX_SHOWN_VALUE_LENGTH
    ? `${JSON.stringify(value.slice(0, MAX_SHOWN_VALUE_LENGTH))}…`
    : JSON.stringify(value);
}
