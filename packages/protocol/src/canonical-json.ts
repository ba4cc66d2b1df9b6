/**
 * Brings JSON text from outside into canonical form, and refuses what the reference refuses (spec 01 §9).
 *
 * More is accepted than the standard allows: a byte order mark, single-quoted strings, and anything after the first
 * complete value. The result is the input itself where it is canonical already; only differing parts are copied.
 *
 * Invariants: nesting is followed in a list of our own, so deep input cannot overflow the stack. Time is linear.
 */
import { javaDoubleText } from './java-double.js';
import { jsonEscape } from './json-string.js';
import type { JsonText } from './json-text.js';

/** Types of JSON values, by the names of the reference's messages. */
export type JsonType = 'OBJECT' | 'ARRAY' | 'STRING' | 'INTEGER' | 'FLOAT' | 'BOOLEAN' | 'NIL';

export type CanonicalJsonResult =
  | { readonly kind: 'value'; readonly text: JsonText; readonly type: JsonType }
  /** Nothing but white space. */
  | { readonly kind: 'empty' }
  /** `offset`: where the reference sees the error, in UTF-16 units. */
  | { readonly kind: 'malformed'; readonly offset: number }
  /** An integer below -2^63 or above 2^64 - 1. */
  | { readonly kind: 'integerOutOfRange' };

/** The canonical text of the first JSON value in `input`. */
export function canonicalJson(input: string): CanonicalJsonResult {
  try {
    return new CanonicalJsonReader(input).read();
  } catch (failure) {
    if (failure instanceof MalformedJson) return { kind: 'malformed', offset: failure.offset };
    if (failure instanceof IntegerOutOfRange) return { kind: 'integerOutOfRange' };
    throw failure;
  }
}

class MalformedJson extends Error {
  constructor(readonly offset: number) {
    super(`Malformed JSON at offset ${offset}`);
  }
}

class IntegerOutOfRange extends Error {}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const LETTER_E = 0x45;
const LETTER_I = 0x49;
const LETTER_N = 0x4e;
const LETTER_E_LOWER = 0x65;
const LETTER_U_LOWER = 0x75;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const BYTE_ORDER_MARK = 0xfeff;

const LITERALS = [
  ['true', 'BOOLEAN'],
  ['false', 'BOOLEAN'],
  ['null', 'NIL'],
] as const;
/** Escapes whose canonical form is the escape itself. */
const KEPT_ESCAPES = '"\\bfnrt';
const IDENTIFIER_PART = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}]/u;
const IDENTIFIER_START = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;
const SAFE_DIGITS = 18;
const MAX_DIGITS = 20;
const SMALLEST_INTEGER = -(2n ** 63n);
const LARGEST_INTEGER = 2n ** 64n - 1n;

class CanonicalJsonReader {
  readonly #input: string;
  #at = 0;
  /** What differs from the input, up to `#copied`; the rest is the input itself. */
  #output = '';
  #copied = 0;
  /** Closing character of every open object and array. */
  readonly #open: number[] = [];

  constructor(input: string) {
    this.#input = input;
  }

  read(): CanonicalJsonResult {
    if (this.#peek() === BYTE_ORDER_MARK) this.#replace(1, '');
    this.#skipWhitespace();
    if (this.#at === this.#input.length) return { kind: 'empty' };
    const type = this.#value();
    if (this.#open.length > 0) this.#rest();
    else if (type !== 'STRING') this.#expectRootEnd();
    return {
      kind: 'value',
      type,
      text: (this.#output + this.#input.slice(this.#copied, this.#at)) as JsonText,
    };
  }

  /** Reads until everything that the root opened is closed. */
  #rest(): void {
    let expectsValue = false;
    while (this.#open.length > 0) {
      if (expectsValue) this.#value();
      expectsValue = this.#afterValueOrOpening();
    }
  }

  /** Reads what stands between two values. Returns whether a value must follow. */
  #afterValueOrOpening(): boolean {
    const closing = this.#open[this.#open.length - 1];
    const justOpened = this.#justOpened;
    this.#justOpened = false;
    this.#skipWhitespace();
    if (this.#peek() === closing) {
      this.#at++;
      this.#open.pop();
      return false;
    }
    if (!justOpened) {
      this.#expect(COMMA);
      this.#skipWhitespace();
    }
    if (closing === CLOSING_BRACE) this.#name();
    return true;
  }

  #justOpened = false;

  #name(): void {
    const quote = this.#peek();
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) throw this.#unexpected();
    this.#string(quote);
    this.#skipWhitespace();
    this.#expect(COLON);
    this.#skipWhitespace();
  }

  /** Reads a scalar, or the opening of an object or array. */
  #value(): JsonType {
    const first = this.#peek();
    switch (first) {
      case OPENING_BRACE:
        this.#push(CLOSING_BRACE);
        return 'OBJECT';
      case OPENING_BRACKET:
        this.#push(CLOSING_BRACKET);
        return 'ARRAY';
      case DOUBLE_QUOTE:
      case SINGLE_QUOTE:
        this.#string(first);
        return 'STRING';
      case MINUS:
        return this.#number();
      default:
        return isDigit(first) ? this.#number() : this.#literal();
    }
  }

  #push(closing: number): void {
    this.#at++;
    this.#open.push(closing);
    this.#justOpened = true;
  }

  #literal(): JsonType {
    for (const [literal, type] of LITERALS) {
      if (this.#input.startsWith(literal, this.#at)) {
        this.#at += literal.length;
        if (this.#matches(IDENTIFIER_PART)) throw this.#invalidToken();
        return type;
      }
    }
    const first = this.#peek();
    if (first === PLUS) {
      this.#at++;
      throw this.#peek() === LETTER_I ? this.#nonFinite('Infinity') : this.#unexpected();
    }
    if (first === LETTER_N) throw this.#nonFinite('NaN');
    if (first === LETTER_I) throw this.#nonFinite('Infinity');
    throw this.#matches(IDENTIFIER_START) ? this.#invalidToken() : this.#unexpected();
  }

  #number(): JsonType {
    const start = this.#at;
    if (this.#peek() === MINUS) this.#at++;
    if (this.#peek() === LETTER_I) throw this.#nonFinite('Infinity');
    const leadingZero = this.#peek() === DIGIT_0;
    const digitsStart = this.#at;
    this.#digits();
    if (leadingZero && this.#at > digitsStart + 1) throw new MalformedJson(digitsStart + 1);
    let type: JsonType = 'INTEGER';
    if (this.#peek() === DOT) {
      type = 'FLOAT';
      this.#at++;
      this.#digits();
    }
    if (this.#peek() === LETTER_E || this.#peek() === LETTER_E_LOWER) {
      type = 'FLOAT';
      this.#at++;
      if (this.#peek() === PLUS || this.#peek() === MINUS) this.#at++;
      this.#digits();
    }
    const text = this.#input.slice(start, this.#at);
    const canonical = type === 'FLOAT' ? floatText(text) : integerText(text);
    if (canonical !== text) this.#replaceFrom(start, canonical);
    return type;
  }

  /** One digit or more. */
  #digits(): void {
    if (!isDigit(this.#peek())) throw this.#unexpected();
    do this.#at++;
    while (isDigit(this.#peek()));
  }

  #string(quote: number): void {
    const input = this.#input;
    if (quote === SINGLE_QUOTE) this.#replace(1, '"');
    else this.#at++;
    while (this.#at < input.length) {
      const codeUnit = input.charCodeAt(this.#at);
      if (codeUnit === quote) {
        if (quote === SINGLE_QUOTE) this.#replace(1, '"');
        else this.#at++;
        return;
      }
      if (codeUnit < SPACE) throw this.#unexpected();
      if (codeUnit === BACKSLASH) {
        this.#escape();
      } else {
        const escape = jsonEscape(codeUnit);
        if (escape === undefined) this.#at++;
        else this.#replace(1, escape);
      }
    }
    throw this.#unexpected();
  }

  #escape(): void {
    const start = this.#at;
    this.#at++;
    const escaped = this.#input.charAt(this.#at);
    if (escaped === '') throw this.#unexpected();
    if (this.#peek() === LETTER_U_LOWER) {
      this.#unicodeEscape(start);
      return;
    }
    this.#at++;
    if (KEPT_ESCAPES.includes(escaped)) return;
    if (escaped !== '/' && escaped !== "'") throw this.#unexpected();
    this.#replaceFrom(start, escaped);
  }

  #unicodeEscape(start: number): void {
    this.#at++;
    let codeUnit = 0;
    for (let i = 0; i < 4; i++) {
      const digit = hexDigit(this.#peek());
      if (digit === undefined) throw this.#unexpected();
      codeUnit = codeUnit * 16 + digit;
      this.#at++;
    }
    this.#replaceFrom(start, jsonEscape(codeUnit) ?? String.fromCharCode(codeUnit));
  }

  /** A number or literal at the root must not touch what follows it. */
  #expectRootEnd(): void {
    if (this.#at < this.#input.length && !isWhitespace(this.#peek())) throw this.#unexpected();
  }

  #skipWhitespace(): void {
    if (!isWhitespace(this.#peek())) return;
    const start = this.#at;
    do this.#at++;
    while (isWhitespace(this.#peek()));
    this.#replaceFrom(start, '');
  }

  #expect(codeUnit: number): void {
    if (this.#peek() !== codeUnit) throw this.#unexpected();
    this.#at++;
  }

  /** The code unit to read next; -1 at the end. */
  #peek(): number {
    return this.#at < this.#input.length ? this.#input.charCodeAt(this.#at) : -1;
  }

  #matches(pattern: RegExp): boolean {
    const codePoint = this.#input.codePointAt(this.#at);
    return codePoint !== undefined && pattern.test(String.fromCodePoint(codePoint));
  }

  #unexpected(): MalformedJson {
    return new MalformedJson(this.#at);
  }

  /** The reference reports an unknown word behind the character that ends it. */
  #invalidToken(): MalformedJson {
    while (this.#matches(IDENTIFIER_PART)) this.#at++;
    return new MalformedJson(Math.min(this.#at + 1, this.#input.length));
  }

  /** The reference knows these words, and reports them right behind. */
  #nonFinite(word: 'NaN' | 'Infinity'): MalformedJson {
    if (!this.#input.startsWith(word, this.#at)) return this.#invalidToken();
    this.#at += word.length;
    return this.#matches(IDENTIFIER_PART) ? this.#invalidToken() : new MalformedJson(this.#at);
  }

  /** Puts other text in the place of the next code units. */
  #replace(length: number, text: string): void {
    const start = this.#at;
    this.#at += length;
    this.#replaceFrom(start, text);
  }

  /** Puts other text in the place of what was read since `start`. */
  #replaceFrom(start: number, text: string): void {
    this.#output += this.#input.slice(this.#copied, start) + text;
    this.#copied = this.#at;
  }
}

function floatText(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? javaDoubleText(value) : `"${String(value)}"`;
}

function integerText(text: string): string {
  if (text === '-0') return '0';
  if (text.length <= SAFE_DIGITS) return text;
  if (text.length > MAX_DIGITS) throw new IntegerOutOfRange();
  const value = BigInt(text);
  if (value < SMALLEST_INTEGER || value > LARGEST_INTEGER) throw new IntegerOutOfRange();
  return text;
}

function isDigit(codeUnit: number): boolean {
  return codeUnit >= DIGIT_0 && codeUnit <= DIGIT_9;
}

function isWhitespace(codeUnit: number): boolean {
  return codeUnit === SPACE || codeUnit === LINE_FEED || codeUnit === CARRIAGE_RETURN || codeUnit === TAB;
}

function hexDigit(codeUnit: number): number | undefined {
  if (isDigit(codeUnit)) return codeUnit - DIGIT_0;
  const lower = codeUnit | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : undefined;
}
