/**
 * Strings in JSON, escaped as the reference does (spec 01 §9.3): quote, backslash and control characters;
 * supplementary characters as surrogate pairs with upper-case hex; everything else as it is.
 */
import type { JsonText } from './json-text.js';

const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;
/** Up to here a loop over the characters is faster than the regular expression. */
const SHORT_LENGTH = 32;

const SHORT_ESCAPES = new Map([
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
]);

/** The escape of a UTF-16 code unit, or undefined if it stands for itself. */
export function jsonEscape(codeUnit: number): string | undefined {
  if (
    codeUnit >= 0x20 &&
    codeUnit !== 0x22 &&
    codeUnit !== 0x5c &&
    (codeUnit < 0xd800 || codeUnit > 0xdfff)
  ) {
    return undefined;
  }
  return SHORT_ESCAPES.get(codeUnit) ?? '\\u' + codeUnit.toString(16).toUpperCase().padStart(4, '0');
}

/** The JSON text of a string. */
export function jsonString(text: string): JsonText {
  if (!needsEscape(text)) return `"${text}"` as JsonText;
  let json = '"';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const escape = jsonEscape(text.charCodeAt(i));
    if (escape !== undefined) {
      json += text.slice(copied, i) + escape;
      copied = i + 1;
    }
  }
  return `${json}${text.slice(copied)}"` as JsonText;
}

function needsEscape(text: string): boolean {
  if (text.length > SHORT_LENGTH) return NEEDS_ESCAPE.test(text);
  for (let i = 0; i < text.length; i++) {
    const codeUnit = text.charCodeAt(i);
    if (codeUnit < 0x20 || codeUnit === 0x22 || codeUnit === 0x5c || (codeUnit & 0xf800) === 0xd800)
      return true;
  }
  return false;
}
