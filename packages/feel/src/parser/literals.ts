// Numbers, strings and temporal literals.
import type { Node } from '../ast.js';
import { parseDecimal } from '../numbers/decimal.js';
import { normalize } from '../numbers/number.js';
import { parseDateTimeConstant } from '../temporal/parse-date-time.js';
import { parseDate } from '../temporal/parse-date.js';
import { parseDurationConstant } from '../temporal/parse-duration.js';
import { parseTemporalLiteral } from '../temporal/parse-temporal-literal.js';
import { parseTime } from '../temporal/parse-time.js';
import type { Temporal } from '../temporal/temporal.js';
import { UnparsableText } from '../temporal/unparsable-text.js';
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
  if (value.includes('\\'))
    for (const [escape, meaning] of ESCAPES) value = value.replaceAll(escape, meaning);
  return { kind: 'literal', value };
}

const CONSTRUCTORS: readonly (readonly [string, (text: string) => Temporal | UnparsableText])[] = [
  ['date and time', parseDateTimeConstant],
  ['date', parseDate],
  ['time', parseTime],
  ['duration', parseDurationConstant],
];

const LETTER_D = 0x64;
const LETTER_T = 0x74;

/** `date("…")`, `time("…")`, `date and time("…")`, `duration("…")` and `@"…"` with a constant text; null if invalid. */
export function parseTemporal(parser: Parser): Node | undefined {
  if (parser.accept('@')) {
    const text = parser.quoted();
    return text === undefined ? undefined : { kind: 'literal', value: parseTemporalLiteral(text) ?? null };
  }
  // Most words start with neither letter.
  const first = parser.peek();
  if (first !== LETTER_D && first !== LETTER_T) return undefined;
  for (const [name, parse] of CONSTRUCTORS) {
    const text = parser.attempt(() => readConstantArgument(parser, name));
    if (text === undefined) continue;
    const value = parse(text);
    return { kind: 'literal', value: value instanceof UnparsableText ? null : value };
  }
  return undefined;
}

function readConstantArgument(parser: Parser, name: string): string | undefined {
  if (!parser.accept(name) || !parser.accept('(')) return undefined;
  const text = parser.quoted();
  return text !== undefined && parser.accept(')') ? text : undefined;
}
