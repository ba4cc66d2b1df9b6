// Numbers, strings and temporal literals.
import type { Node } from '../ast.js';
import { parseDecimal } from '../numbers/decimal.js';
import { normalize } from '../numbers/number.js';
import type { Parser } from './parser.js';

/** `-? digits ( . digits )?` or `-? . digits`; the minus belongs to the literal. */
export function parseNumber(parser: Parser): Node | undefined {
  return parser.attempt(() => {
    parser.skipBlanks();
    const start = parser.position;
    parser.acceptHere('-');
    const digitsStart = parser.position;
    parser.skipDigits();
    if (parser.text[parser.position] === '.' && parser.digitAt(1)) {
      parser.position++;
      parser.skipDigits();
    }
    if (parser.position === digitsStart) return undefined;
    const value = parseDecimal(parser.text.slice(start, parser.position));
    return value && { kind: 'literal', value: normalize(value) };
  });
}

// In this order, each over the whole text: so `\\n` is a backslash and a line feed.
const ESCAPES = [
  ['\\b', '\b'],
  ['\\t', '\t'],
  ['\\n', '\n'],
  ['\\f', '\f'],
  ['\\r', '\r'],
  ['\\"', '"'],
  ["\\'", "'"],
  ['\\s', ' '],
] as const;

export function parseString(parser: Parser): Node | undefined {
  let value = parser.quoted();
  if (value === undefined) return undefined;
  if (value.includes('\\')) for (const [escape, meaning] of ESCAPES) value = value.replaceAll(escape, meaning);
  return { kind: 'literal', value };
}

/** `date("…")`, `time("…")`, `date and time("…")`, `duration("…")` and `@"…"` with a constant text. */
export function parseTemporal(_parser: Parser): Node | undefined {
  return undefined;
}
