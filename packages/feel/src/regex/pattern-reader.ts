/**
 * Reads a pattern character by character (by code point). Quotes `\Q…\E` are replaced by escapes beforehand, white
 * space and comments are passed over while `comments` is set.
 */
import { PatternSyntaxError } from './regex-error.js';

export const END = -1;

export class PatternReader {
  /** Position in UTF-16 units. */
  position = 0;
  /** The flag `x`. */
  comments = false;
  private readonly text: string;

  constructor(private readonly pattern: string) {
    this.text = replaceQuotes(pattern);
  }

  /** The character at the position, after what comments mode leaves out; `END` at the end. */
  peek(): number {
    if (this.comments) this.skipBlanksAndComments();
    return this.peekAsIs();
  }

  peekAsIs(): number {
    return this.text.codePointAt(this.position) ?? END;
  }

  take(): number {
    const codePoint = this.peek();
    this.advance(codePoint);
    return codePoint;
  }

  takeAsIs(): number {
    const codePoint = this.peekAsIs();
    this.advance(codePoint);
    return codePoint;
  }

  /** Whether the text goes on with `expected`, which is then taken. */
  takes(expected: string): boolean {
    this.peek();
    if (!this.text.startsWith(expected, this.position)) return false;
    this.position += expected.length;
    return true;
  }

  /** The UTF-16 unit so many units after the current character, as a string; empty behind the end. */
  charAfter(offset: number): string {
    return this.text.charAt(this.position + offset);
  }

  /** Takes what the sticky expression matches here; undefined if it does not. */
  takeMatch(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.position;
    const matched = sticky.exec(this.text)?.[0];
    if (matched !== undefined) this.position += matched.length;
    return matched;
  }

  fail(description: string): never {
    throw new PatternSyntaxError(description, this.pattern, this.position);
  }

  private advance(codePoint: number): void {
    if (codePoint !== END) this.position += codePoint > 0xffff ? 2 : 1;
  }

  private skipBlanksAndComments(): void {
    this.takeMatch(/(?:[ \t-\r]+|#[^\n\r\u0085\u2028\u2029]*)*/y);
  }
}

/** Writes the text within `\Q…\E` (or to the end) with escapes: letters as they are, digits as `\x3n`. */
function replaceQuotes(pattern: string): string {
  if (!pattern.includes('\\Q')) return pattern;
  return pattern.replace(/\\Q([^]*?)(?:\\E|$)|\\[^]/g, (whole, quoted: string | undefined) =>
    quoted === undefined
      ? whole
      : quoted.replace(/[\0-\x7f]/g, (char) => {
          if (/[A-Za-z]/.test(char)) return char;
          return /\d/.test(char) ? `\\x3${char}` : `\\${char}`;
        }),
  );
}
