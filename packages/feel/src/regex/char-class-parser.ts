/**
 * Character classes: `[a-z]`, `[^…]`, unions `[a[bc]]`, intersections `[a-z&&[^b]]`. The bracket that opens the class
 * is already taken. As in the reference, a negation concerns the whole class, its intersections included.
 */
import { caseVariants, charRange, CharSet } from './char-set.js';
import { parseCharEscape } from './escape-parser.js';
import { MAX_PATTERN_NESTING } from './limits.js';
import type { PatternFlags } from './pattern-flags.js';
import { END, type PatternReader } from './pattern-reader.js';

const [BACKSLASH, OPEN, CLOSE, HYPHEN, CARET, AMPERSAND] = [0x5c, 0x5b, 0x5d, 0x2d, 0x5e, 0x26] as const;

export function parseCharClass(reader: PatternReader, flags: PatternFlags, nesting: number): CharSet {
  const negated = reader.peek() === CARET;
  if (negated) reader.take();
  const set = parseMembers(reader, flags, nesting);
  reader.take();
  return negated ? set.complement() : set;
}

/** Members up to the closing bracket, which is left; it is a member itself where no other precedes it. */
function parseMembers(reader: PatternReader, flags: PatternFlags, nesting: number): CharSet {
  if (nesting > MAX_PATTERN_NESTING) return reader.fail('Too many character classes within each other');
  let chars: number[] = [];
  let sets: CharSet[] = [];
  for (;;) {
    const next = reader.peek();
    const isEmpty = chars.length === 0 && sets.length === 0;
    if (next === END) return reader.fail('Unclosed character class');
    if (next === CLOSE && !isEmpty) return union(chars, sets);
    if (next === AMPERSAND && reader.takes('&&')) {
      const right = parseIntersected(reader, flags, nesting + 1);
      if (right === undefined && isEmpty) return reader.fail('Bad class syntax');
      if (right === undefined) continue;
      sets = [isEmpty ? right : union(chars, sets).intersection(right)];
      chars = [];
      continue;
    }
    const member = next === OPEN ? parseNested(reader, flags, nesting) : parseCharOrRange(reader, flags);
    if (typeof member === 'number') chars.push(member);
    else sets.push(member);
  }
}

function union(chars: readonly number[], sets: readonly CharSet[]): CharSet {
  return CharSet.union(chars.length === 0 ? sets : [CharSet.ofCodePoints(chars), ...sets]);
}

function parseNested(reader: PatternReader, flags: PatternFlags, nesting: number): CharSet {
  reader.take();
  return parseCharClass(reader, flags, nesting + 1);
}

/** The right side of `&&`: all that follows up to the next `&&` or the end of the class. */
function parseIntersected(reader: PatternReader, flags: PatternFlags, nesting: number): CharSet | undefined {
  const parts: CharSet[] = [];
  for (;;) {
    const next = reader.peek();
    if (next === CLOSE || next === AMPERSAND) return parts.length === 0 ? undefined : CharSet.union(parts);
    const isNested = next === OPEN;
    parts.push(isNested ? parseNested(reader, flags, nesting) : parseMembers(reader, flags, nesting));
  }
}

/** A single character that matches itself alone is returned as such. */
function parseCharOrRange(reader: PatternReader, flags: PatternFlags): CharSet | number {
  const first = parseClassChar(reader, flags);
  if (first instanceof CharSet) return first;
  if (reader.peek() === HYPHEN) {
    const behind = reader.charAfter(1);
    if (behind !== '' && behind !== '[' && behind !== ']') {
      reader.take();
      const last = parseClassChar(reader, flags);
      if (last instanceof CharSet || last < first) return reader.fail('Illegal character range');
      return charRange(first, last, flags);
    }
  }
  return caseVariants(first, flags) ?? first;
}

function parseClassChar(reader: PatternReader, flags: PatternFlags): number | CharSet {
  if (reader.peek() !== BACKSLASH) {
    const codePoint = reader.take();
    return codePoint === END ? reader.fail('Unclosed character class') : codePoint;
  }
  reader.take();
  const escape = parseCharEscape(reader, flags);
  return escape.type === 'set' ? escape.set : escape.codePoint;
}
