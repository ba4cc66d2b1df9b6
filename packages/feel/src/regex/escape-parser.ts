/** What follows a backslash in a pattern: a character, a set of characters, or (outside of classes) a node. */
import type { CharSet } from './char-set.js';
import { propertySet, shorthandSet } from './named-char-sets.js';
import type { PatternFlags } from './pattern-flags.js';
import { END, type PatternReader } from './pattern-reader.js';

/** The escapes that stand for characters or sets, within and outside of classes. */
export type CharEscape =
  { readonly type: 'char'; readonly codePoint: number } | { readonly type: 'set'; readonly set: CharSet };

const CONTROL_CHARACTERS: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['e', 0x1b],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
]);

/** Reads the escape behind a backslash that is already taken. */
export function parseCharEscape(reader: PatternReader, flags: PatternFlags): CharEscape {
  const start = reader.position;
  const codePoint = reader.takeAsIs();
  if (codePoint === END) return reader.fail('Unexpected internal error');
  const letter = String.fromCodePoint(codePoint);
  if (letter === 'p' || letter === 'P') return { type: 'set', set: parseProperty(reader, letter, flags) };
  const set = shorthandSet(letter, flags);
  if (set !== undefined) return { type: 'set', set };
  switch (letter) {
    case '0':
      return char(parseOctal(reader));
    case 'c':
      return char(parseControl(reader));
    case 'x':
      return char(parseHexadecimal(reader));
    case 'u':
      return char(parseUnicode(reader));
  }
  const control = CONTROL_CHARACTERS.get(letter);
  if (control !== undefined) return char(control);
  if (/[A-Za-z1-9]/.test(letter)) {
    reader.position = start;
    return reader.fail('Illegal/unsupported escape sequence');
  }
  return char(codePoint);
}

function char(codePoint: number): CharEscape {
  return { type: 'char', codePoint };
}

function parseProperty(reader: PatternReader, letter: string, flags: PatternFlags): CharSet {
  const name = parsePropertyName(reader);
  const set = propertySet(name, flags) ?? reader.fail(`Unknown character property name {${name}}`);
  return letter === 'P' ? set.complement() : set;
}

function parsePropertyName(reader: PatternReader): string {
  if (reader.peek() !== 0x7b) {
    const single = reader.take();
    return single === END
      ? reader.fail('Unexpected end of a character property')
      : String.fromCodePoint(single);
  }
  const braced = reader.takeMatch(/\{[^}]*\}/y);
  if (braced === undefined) return reader.fail('Unclosed character family');
  if (braced === '{}') return reader.fail('Empty character family');
  return braced.slice(1, -1);
}

function parseOctal(reader: PatternReader): number {
  const digits = reader.takeMatch(/[0-3][0-7]{1,2}|[0-7]{1,2}/y);
  return digits === undefined ? reader.fail('Illegal octal escape sequence') : parseInt(digits, 8);
}

function parseControl(reader: PatternReader): number {
  const codePoint = reader.takeAsIs();
  return codePoint === END ? reader.fail('Illegal control escape sequence') : codePoint ^ 64;
}

function parseHexadecimal(reader: PatternReader): number {
  const digits = reader.takeMatch(/[0-9A-Fa-f]{2}/y) ?? reader.takeMatch(/\{[0-9A-Fa-f]+\}/y);
  if (digits === undefined) return reader.fail('Illegal hexadecimal escape sequence');
  const codePoint = parseInt(digits.replace(/[{}]/g, ''), 16);
  return codePoint > 0x10ffff ? reader.fail('Hexadecimal codepoint is too big') : codePoint;
}

/** Two escapes that make a surrogate pair are one character. */
function parseUnicode(reader: PatternReader): number {
  const pair = reader.takeMatch(/[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}/y);
  if (pair !== undefined) {
    const [high, low] = [parseInt(pair.slice(0, 4), 16), parseInt(pair.slice(6), 16)];
    return (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
  }
  const digits = reader.takeMatch(/[0-9A-Fa-f]{4}/y);
  return digits === undefined ? reader.fail('Illegal Unicode escape sequence') : parseInt(digits, 16);
}
