// Reads the text of an expression piece by piece. There are no tokens: words need no blanks between them
// (`1in[1]`), so every rule tries its own pieces and goes back to where it started when one is missing.
//
// Invariant: a method that finds nothing leaves `position` where it was.

const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SLASH = 0x2f;
const STAR = 0x2a;
const BACKTICK = 0x60;
const DOT = 0x2e;
const QUOTE = '"';

// Java's identifier characters; outside of ASCII by Unicode category.
const IDENTIFIER_START = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}]$/u;
const IDENTIFIER_PART =
  /^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}\u0000-\u0008\u000e-\u001b\u007f-\u009f]$/u;

// A reserved word is none when a letter follows it (`order`); a digit does not make it a name (`or1`).
const RESERVED_WORD =
  /^(?:null|true|false|function|in|return|then|else|satisfies|and|or)(?![\p{L}\p{Nl}\p{Sc}\p{Pc}])/u;

/** First letters of the reserved words: other names need no closer look. */
const RESERVED_INITIALS = 'ntfiresao';

function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function startsIdentifier(code: number): boolean {
  if (code < 0x80) return isAsciiLetter(code) || code === 0x5f || code === 0x24;
  return IDENTIFIER_START.test(String.fromCharCode(code));
}

function continuesIdentifier(code: number): boolean {
  if (isAsciiLetter(code) || isDigit(code)) return true;
  // The usual ends of a name: a blank or an operator.
  if (code >= SPACE && code < 0x7f) return code === 0x5f || code === 0x24;
  return IDENTIFIER_PART.test(String.fromCharCode(code));
}

export class Scanner {
  position = 0;
  /** Set when a comment has no end: nothing after it can be read. */
  private unclosedComment = false;

  constructor(readonly text: string) {}

  /** Skips blanks and comments. */
  skipBlanks(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.position);
      if (code === SPACE || code === LINE_FEED || code === TAB || code === CARRIAGE_RETURN) this.position++;
      else if (code !== SLASH || !this.skipComment()) return;
    }
  }

  private skipComment(): boolean {
    const kind = this.text.charCodeAt(this.position + 1);
    if (kind === SLASH) {
      const end = this.text.indexOf('\n', this.position);
      this.position = end < 0 ? this.text.length : end;
      return true;
    }
    if (kind !== STAR) return false;
    const end = this.text.indexOf('*/', this.position + 2);
    if (end < 0) this.unclosedComment = true;
    this.position = end < 0 ? this.text.length : end + 2;
    return true;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  get hasUnclosedComment(): boolean {
    return this.unclosedComment;
  }

  /** The UTF-16 unit after the blanks, without reading it; NaN at the end. */
  peek(): number {
    this.skipBlanks();
    return this.text.charCodeAt(this.position);
  }

  /** Reads blanks and exactly this text. */
  accept(piece: string): boolean {
    const start = this.position;
    this.skipBlanks();
    if (this.text.startsWith(piece, this.position)) {
      this.position += piece.length;
      return true;
    }
    this.position = start;
    return false;
  }

  /** Reads exactly this text, without blanks before it. */
  acceptHere(piece: string): boolean {
    if (!this.text.startsWith(piece, this.position)) return false;
    this.position += piece.length;
    return true;
  }

  /** Reads a word that no letter follows; a digit may. */
  acceptWord(word: string): boolean {
    const start = this.position;
    if (!this.accept(word)) return false;
    const next = this.text.charCodeAt(this.position);
    if (!startsIdentifier(next)) return true;
    this.position = start;
    return false;
  }

  /** Whether a digit stands at `offset` from here. */
  digitAt(offset: number): boolean {
    return isDigit(this.text.charCodeAt(this.position + offset));
  }

  skipDigits(): void {
    while (isDigit(this.text.charCodeAt(this.position))) this.position++;
  }

  /** An identifier that is no reserved word, without blanks before it. */
  private identifierHere(): string | undefined {
    const { text } = this;
    const start = this.position;
    if (!startsIdentifier(text.charCodeAt(start))) return undefined;
    let end = start + 1;
    while (end < text.length && continuesIdentifier(text.charCodeAt(end))) end++;
    const name = text.slice(start, end);
    if (RESERVED_INITIALS.includes(name.charAt(0)) && RESERVED_WORD.test(name)) return undefined;
    this.position = end;
    return name;
  }

  private backtickNameHere(): string | undefined {
    if (this.text.charCodeAt(this.position) !== BACKTICK) return undefined;
    const end = this.text.indexOf('`', this.position + 1);
    if (end <= this.position + 1) return undefined;
    const name = this.text.slice(this.position + 1, end);
    this.position = end + 1;
    return name;
  }

  /** Blanks and a name: an identifier that is no reserved word, or any text in back-ticks. */
  name(): string | undefined {
    const start = this.position;
    this.skipBlanks();
    const name = this.identifierHere() ?? this.backtickNameHere();
    if (name === undefined) this.position = start;
    return name;
  }

  /** A name of a variable or an entry: the property is the only one with a blank that needs no back-ticks. */
  referenceName(): string | undefined {
    return this.acceptWord('time offset') ? 'time offset' : this.name();
  }

  /** Blanks and a name that may have spaces between its words (all of them count), or is in back-ticks. */
  nameWithSpaces(): string | undefined {
    const start = this.position;
    this.skipBlanks();
    const nameStart = this.position;
    if (this.identifierHere() === undefined) {
      const quoted = this.backtickNameHere();
      if (quoted === undefined) this.position = start;
      return quoted;
    }
    let end = this.position;
    for (;;) {
      while (this.text.charCodeAt(this.position) === SPACE) this.position++;
      if (this.position === end || this.identifierHere() === undefined) break;
      end = this.position;
    }
    this.position = end;
    return this.text.slice(nameStart, end);
  }

  /** Blanks and the content of a string in quotes, escapes as written. */
  quoted(): string | undefined {
    const start = this.position;
    if (!this.accept(QUOTE)) return undefined;
    const contentStart = this.position;
    const { text } = this;
    for (let index = contentStart; index < text.length; index++) {
      const character = text[index];
      if (character === '\\') index++;
      else if (character === QUOTE) {
        this.position = index + 1;
        return text.slice(contentStart, index);
      }
    }
    this.position = start;
    return undefined;
  }

  /** Reads a `.` that is not the begin of `..`. */
  acceptPathDot(): boolean {
    const start = this.position;
    this.skipBlanks();
    if (this.text.charCodeAt(this.position) === DOT && this.text.charCodeAt(this.position + 1) !== DOT) {
      this.position++;
      return true;
    }
    this.position = start;
    return false;
  }
}
