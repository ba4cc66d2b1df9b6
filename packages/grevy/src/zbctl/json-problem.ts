// What is wrong with a text that is no JSON, in the words of the tool that zbctl stands in for.

import { MAX_JSON_DEPTH } from '../limits.js';

const END = 'unexpected end of JSON input';
const BLANK = /[ \t\r\n]/;

/** Thrown at the first character that is wrong. */
class Problem extends Error {}

/** The problem of a text; undefined if it is JSON. */
export function jsonProblem(text: string): string | undefined {
  try {
    new JsonScanner(text).scan();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

/** Reads bytes, each as one character. At the end of the text one blank is read before the end is noticed. */
class JsonScanner {
  readonly #characters: string;
  #position = 0;
  #depth = 0;

  constructor(text: string) {
    this.#characters = `${Buffer.from(text, 'utf8').toString('latin1')} `;
  }

  scan(): void {
    this.#skipBlanks();
    this.#value();
    while (this.#position < this.#characters.length) {
      if (!BLANK.test(this.#peek())) this.#fail('after top-level value');
      this.#position++;
    }
  }

  #value(): void {
    const character = this.#peek();
    if (character === '{' || character === '[') {
      if (++this.#depth > MAX_JSON_DEPTH) throw new Problem('exceeded max depth');
      if (character === '{') this.#object();
      else this.#array();
      this.#depth--;
    } else if (character === '"') this.#string();
    else if (/[-\d]/.test(character)) this.#number();
    else {
      const literal = ['true', 'false', 'null'].find((each) => each.startsWith(character));
      if (literal === undefined) this.#fail('looking for beginning of value');
      else this.#literal(literal);
    }
  }

  #object(): void {
    this.#position++;
    this.#skipBlanks();
    if (this.#took('}')) return;
    for (;;) {
      if (this.#peek() !== '"') this.#fail('looking for beginning of object key string');
      this.#string();
      this.#skipBlanks();
      if (!this.#took(':')) this.#fail('after object key');
      this.#skipBlanks();
      this.#value();
      this.#skipBlanks();
      if (this.#took('}')) return;
      if (!this.#took(',')) this.#fail('after object key:value pair');
      this.#skipBlanks();
    }
  }

  #array(): void {
    this.#position++;
    this.#skipBlanks();
    if (this.#took(']')) return;
    for (;;) {
      this.#value();
      this.#skipBlanks();
      if (this.#took(']')) return;
      if (!this.#took(',')) this.#fail('after array element');
      this.#skipBlanks();
    }
  }

  #string(): void {
    this.#position++;
    while (!this.#took('"')) {
      const character = this.#peek();
      if (character < ' ') this.#fail('in string literal');
      this.#position++;
      if (character === '\\') this.#escape();
    }
  }

  #escape(): void {
    if (!/["\\/bfnrtu]/.test(this.#peek())) this.#fail('in string escape code');
    if (this.#took('u')) this.#expect(/[\da-fA-F]/, 4, 'in \\u hexadecimal character escape');
    else this.#position++;
  }

  #number(): void {
    if (this.#took('-') && !/\d/.test(this.#peek())) this.#fail('in numeric literal');
    if (!this.#took('0')) this.#digits();
    if (this.#took('.')) {
      this.#expect(/\d/, 1, 'after decimal point in numeric literal');
      this.#digits();
    }
    if (this.#took('e') || this.#took('E')) {
      if (!this.#took('+')) this.#took('-');
      this.#expect(/\d/, 1, 'in exponent of numeric literal');
      this.#digits();
    }
  }

  #literal(literal: string): void {
    for (const letter of literal) {
      if (!this.#took(letter)) this.#fail(`in literal ${literal} (expecting '${letter}')`);
    }
  }

  #digits(): void {
    while (/\d/.test(this.#peek())) this.#position++;
  }

  #expect(characters: RegExp, count: number, where: string): void {
    for (let read = 0; read < count; read++) {
      if (!characters.test(this.#peek())) this.#fail(where);
      this.#position++;
    }
  }

  #took(character: string): boolean {
    const isNext = this.#peek() === character;
    if (isNext) this.#position++;
    return isNext;
  }

  #skipBlanks(): void {
    while (BLANK.test(this.#peek())) this.#position++;
  }

  #peek(): string {
    const character = this.#characters[this.#position];
    if (character === undefined) throw new Problem(END);
    return character;
  }

  #fail(where: string): never {
    throw new Problem(`invalid character ${quoted(this.#peek())} ${where}`);
  }
}

/** As in `'x'`. */
function quoted(character: string): string {
  if (character === "'") return String.raw`'\''`;
  if (character === '"') return `'"'`;
  const code = character.charCodeAt(0);
  // Control characters beyond JSON's own short forms.
  if (code === 7) return String.raw`'\a'`;
  if (code === 11) return String.raw`'\v'`;
  if (code < 32 || code === 127)
    return /[\b\f\n\r\t]/.test(character)
      ? `'${JSON.stringify(character).slice(1, -1)}'`
      : `'\\x${code.toString(16).padStart(2, '0')}'`;
  return `'${character === '\\' ? '\\\\' : character}'`;
}
