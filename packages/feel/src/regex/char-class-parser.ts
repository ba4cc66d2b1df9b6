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
  if (nesting > MAX_PATTERN_NESTING) return reader.fail('Too many character classes within each other');
  const negated = reader.peek() === CARET;
  if (negated) reader.take();
  const set = parseMembers(reader, flags, nesting);
  reader.take();
  return negated ? set.complement() : set;
}

/** Members up to the closing bracket, which is left; it is a member itself where no other precedes it. */
function parseMembers(reader: PatternReader, flags: PatternFlags, nesting: number): CharSet {
  let members: CharSet | undefined;
  for (;;) {
    const next = reader.peek();
    if (next === END) return reader.fail('Unclosed character class');
    if (next === CLOSE && members !== undefined) return members;
    if (next === AMPERSAND && reader.takes('&&')) {
      const right = parseIntersected(reader, flags, nesting);
      if (right !== undefined) members = members === undefined ? right : members.intersection(right);
      else if (members === undefined) return reader.fail('Bad class syntax');
      continue;
    }
    let member: CharSet;
    if (next === OPEN) {
      reader.take();
      member = parseCharClass(reader, flags, nesting + 1);
    } else {
      member = parseCharOrRange(reader, flags);
    }
    members = members === undefined ? member : members.union(member);
  }
}

/** The right side of `&&`: all that follows up to the next `&&` or the end of the class. */
function parseIntersected(reader: PatternReader, flags: PatternFlags, nesting: number): CharSet | undefined {
  let right: CharSet | undefined;
  for (;;) {
    const next = reader.peek();
    if (next === CLOSE || next === AMPERSAND) return right;
    let part: CharSet;
    if (next === OPEN) {
      reader.take();
      part = parseCharClass(reader, flags, nesting + 1);
    } else {
      part = parseMembers(reader, flags, nesting);
    }
    right = right === undefined ? part : right.union(part);
  }
}

function parseCharOrRange(reader: PatternReader, flags: PatternFlags): CharSet {
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
  return caseVariants(first, flags) ?? new CharSet((codePoint) => codePoint === first);
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
