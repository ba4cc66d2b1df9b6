/** The assertions of patterns: they look at a position of the text and take nothing. */
import { isGraphemeBoundary } from './grapheme-clusters.js';
import { MAX_COMBINING_MARKS } from './limits.js';
import { propertySet, shorthandSet } from './named-char-sets.js';
import { NO_FLAGS } from './pattern-flags.js';
import type { Assertion } from './regex-node.js';

const UNICODE_WORD = shorthandSet('w', { ...NO_FLAGS, unicodeClasses: true });
const LETTER_OR_DIGIT = propertySet('javaLetterOrDigit', NO_FLAGS);
const NON_SPACING_MARK = /^\p{Mn}$/u;

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d] as const;

/**
 * Whether the assertion holds at a position.
 *
 * @param previousMatchEnd where the last match ended, or where the search began if there was none.
 */
export function holds(
  assertion: Assertion,
  text: string,
  position: number,
  previousMatchEnd: number,
): boolean {
  switch (assertion) {
    case 'input start':
      return position === 0;
    case 'input end':
      return position === text.length;
    case 'line start':
      return isLineStart(text, position);
    case 'unix line start':
      return position < text.length && (position === 0 || text.charCodeAt(position - 1) === LINE_FEED);
    case 'line end':
      return position === text.length || isAtLineEnd(text, position);
    case 'unix line end':
      return position === text.length || text.charCodeAt(position) === LINE_FEED;
    case 'before last line end':
      return position === text.length || isAtLastLineEnd(text, position);
    case 'before last unix line end':
      return (
        position === text.length || (position === text.length - 1 && text.charCodeAt(position) === LINE_FEED)
      );
    case 'previous match end':
      return position === previousMatchEnd;
    case 'word boundary':
      return isWordBoundary(text, position, isWordCharacter);
    case 'no word boundary':
      return !isWordBoundary(text, position, isWordCharacter);
    case 'unicode word boundary':
      return isWordBoundary(text, position, isUnicodeWordCharacter);
    case 'no unicode word boundary':
      return !isWordBoundary(text, position, isUnicodeWordCharacter);
    case 'grapheme boundary':
      return isGraphemeBoundary(text, position);
  }
}

function isLineEndCharacter(unit: number): boolean {
  return (
    unit === LINE_FEED || unit === CARRIAGE_RETURN || unit === 0x85 || unit === 0x2028 || unit === 0x2029
  );
}

/** Not at the end of the text, even behind a line end; not between CR and LF. */
function isLineStart(text: string, position: number): boolean {
  if (position === text.length) return false;
  if (position === 0) return true;
  const before = text.charCodeAt(position - 1);
  if (before === CARRIAGE_RETURN) return text.charCodeAt(position) !== LINE_FEED;
  return isLineEndCharacter(before);
}

function isAtLineEnd(text: string, position: number): boolean {
  const unit = text.charCodeAt(position);
  if (unit === LINE_FEED && position > 0) return text.charCodeAt(position - 1) !== CARRIAGE_RETURN;
  return isLineEndCharacter(unit);
}

function isAtLastLineEnd(text: string, position: number): boolean {
  if (!isAtLineEnd(text, position)) return false;
  const behind = text.length - position;
  return behind === 1 || (behind === 2 && text.startsWith('\r\n', position));
}

function isWordBoundary(text: string, position: number, isWord: (codePoint: number) => boolean): boolean {
  return isWordAt(text, startBefore(text, position), isWord) !== isWordAt(text, position, isWord);
}

/** A mark that does not take space belongs to a word if it follows a letter or digit. */
function isWordAt(text: string, position: number, isWord: (codePoint: number) => boolean): boolean {
  const codePoint = text.codePointAt(position);
  if (position < 0 || codePoint === undefined) return false;
  return isWord(codePoint) || (isMark(codePoint) && hasBaseCharacter(text, position));
}

function hasBaseCharacter(text: string, position: number): boolean {
  let start = position;
  for (let marks = 0; marks < MAX_COMBINING_MARKS; marks++) {
    start = startBefore(text, start);
    const codePoint = start < 0 ? undefined : text.codePointAt(start);
    if (codePoint === undefined) return false;
    if (isLetterOrDigit(codePoint)) return true;
    if (!isMark(codePoint)) return false;
  }
  return false;
}

function isMark(codePoint: number): boolean {
  return codePoint > 0x2ff && NON_SPACING_MARK.test(String.fromCodePoint(codePoint));
}

function isWordCharacter(codePoint: number): boolean {
  return codePoint === 0x5f || isLetterOrDigit(codePoint);
}

function isLetterOrDigit(codePoint: number): boolean {
  return LETTER_OR_DIGIT?.has(codePoint) ?? false;
}

function isUnicodeWordCharacter(codePoint: number): boolean {
  return UNICODE_WORD?.has(codePoint) ?? false;
}

/** Start of the character before a position, −1 at the start of the text. */
export function startBefore(text: string, position: number): number {
  const isPair =
    position >= 2 &&
    isLowSurrogate(text.charCodeAt(position - 1)) &&
    isHighSurrogate(text.charCodeAt(position - 2));
  return position - (isPair ? 2 : 1);
}

export function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

export function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
