// A variable's JSON text as a value. Numbers keep all their digits. Objects are split into their entries when one
// is first asked for, and an entry is read when it is first used, so a path costs what it reads.
//
// Only canonical JSON as the engine stores it is expected; malformed text throws a SyntaxError.
import { parseDecimal } from '../numbers/decimal.js';
import { fromDouble, normalize } from '../numbers/number.js';
import { type ContextIdentity, FeelContext, type FeelValue, type JsonSource } from '../values/value.js';
import { deeper } from '../values/depth.js';

export interface ReadOptions {
  /** How list functions compare the objects; the reference broker compares them by identity. */
  readonly contextIdentity?: ContextIdentity;
}

/** The value of a JSON text. */
export function fromJson(text: string, options: ReadOptions = {}): FeelValue {
  const reader = new JsonReader(text, options.contextIdentity ?? 'itself');
  const value = reader.value(0, 0);
  if (reader.skipBlanks(reader.end) !== text.length) throw reader.malformed(reader.end);
  return value;
}

const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;

class JsonReader {
  /** Offset behind what was read last. */
  end = 0;
  /** How deep the object or array is that was skipped last. */
  private nesting = 0;

  constructor(
    readonly text: string,
    readonly identity: ContextIdentity,
  ) {}

  malformed(position: number): SyntaxError {
    return new SyntaxError(`Malformed JSON at offset ${position}`);
  }

  skipBlanks(position: number): number {
    let next = position;
    for (;;) {
      const code = this.text.charCodeAt(next);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return next;
      next++;
    }
  }

  value(position: number, depth: number): FeelValue {
    const start = this.skipBlanks(position);
    switch (this.text[start]) {
      case '"':
        return this.string(start);
      case '{':
        this.end = this.skipNested(start);
        return new JsonContext(this, { start, end: this.end, nesting: this.nesting }, depth);
      case '[':
        return this.list(start, depth);
      case 't':
        return this.word(start, 'true', true);
      case 'f':
        return this.word(start, 'false', false);
      case 'n':
        return this.word(start, 'null', null);
      default:
        return this.number(start);
    }
  }

  private word<T extends FeelValue>(start: number, word: string, value: T): T {
    if (!this.text.startsWith(word, start)) throw this.malformed(start);
    this.end = start + word.length;
    return value;
  }

  /** Integers are exact; other numbers are doubles. */
  private number(start: number): FeelValue {
    NUMBER.lastIndex = start;
    const match = NUMBER.exec(this.text);
    if (match === null) throw this.malformed(start);
    const [text, fraction, exponent] = match;
    this.end = start + text.length;
    if (fraction !== undefined || exponent !== undefined) return fromDouble(Number(text));
    if (text.length < 16) return Number(text) + 0;
    const value = parseDecimal(text);
    if (value === undefined) throw this.malformed(start);
    return normalize(value);
  }

  string(start: number): string {
    const end = this.stringEnd(start);
    this.end = end + 1;
    const content = this.text.slice(start + 1, end);
    if (!content.includes('\\')) return content;
    const parsed: unknown = JSON.parse(this.text.slice(start, end + 1));
    return String(parsed);
  }

  /** Offset of the closing quote. */
  private stringEnd(start: number): number {
    for (let from = start + 1; ;) {
      const quote = this.text.indexOf('"', from);
      if (quote < 0) throw this.malformed(start);
      let backslashes = 0;
      while (this.text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
      if (backslashes % 2 === 0) return quote;
      from = quote + 1;
    }
  }

  private list(start: number, depth: number): FeelValue {
    const items: FeelValue[] = [];
    let next = this.skipBlanks(start + 1);
    if (this.text[next] === ']') {
      this.end = next + 1;
      return items;
    }
    for (;;) {
      items.push(this.value(next, deeper(depth)));
      next = this.skipBlanks(this.end);
      const separator = this.text[next];
      if (separator === ']') break;
      if (separator !== ',') throw this.malformed(next);
      next++;
    }
    this.end = next + 1;
    return items;
  }

  /** Offset behind the object or array that starts here. */
  private skipNested(start: number): number {
    let open = 0;
    this.nesting = 0;
    for (let position = start; position < this.text.length; position++) {
      const code = this.text.charCodeAt(position);
      if (code === 0x22) position = this.stringEnd(position);
      else if (code === 0x7b || code === 0x5b) this.nesting = Math.max(this.nesting, ++open);
      else if (code === 0x7d || code === 0x5d) {
        if (--open === 0) return position + 1;
      }
    }
    throw this.malformed(start);
  }

  /** Offsets of the values of an object's entries. */
  entryOffsets(start: number): Map<string, number> {
    const offsets = new Map<string, number>();
    let next = this.skipBlanks(start + 1);
    while (this.text[next] !== '}') {
      if (this.text[next] !== '"') throw this.malformed(next);
      const key = this.string(next);
      next = this.skipBlanks(this.end);
      if (this.text[next] !== ':') throw this.malformed(next);
      next = this.skipBlanks(next + 1);
      offsets.set(key, next);
      next = this.skipBlanks(this.skipValue(next));
      if (this.text[next] === ',') next = this.skipBlanks(next + 1);
      else if (this.text[next] !== '}') throw this.malformed(next);
    }
    return offsets;
  }

  private skipValue(start: number): number {
    const first = this.text[start];
    if (first === '{' || first === '[') return this.skipNested(start);
    if (first === '"') return this.stringEnd(start) + 1;
    this.value(start, 0);
    return this.end;
  }
}

/** A JSON object that is read as far as it is used. */
class JsonContext extends FeelContext {
  private offsets: ReadonlyMap<string, number> | undefined;
  private readonly values = new Map<string, FeelValue>();

  constructor(
    private readonly reader: JsonReader,
    private readonly place: { readonly start: number; readonly end: number; readonly nesting: number },
    private readonly depth: number,
  ) {
    super(reader.identity);
  }

  override get(key: string): FeelValue | undefined {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const offset = this.entryOffsets.get(key);
    if (offset === undefined) return undefined;
    const value = this.reader.value(offset, deeper(this.depth));
    this.values.set(key, value);
    return value;
  }

  override get size(): number {
    return this.entryOffsets.size;
  }

  override isVariable(): boolean {
    return true;
  }

  override get source(): JsonSource {
    const { start, end, nesting } = this.place;
    return { text: this.reader.text.slice(start, end), nesting };
  }

  override keys(): readonly string[] {
    return [...this.entryOffsets.keys()];
  }

  private get entryOffsets(): ReadonlyMap<string, number> {
    return (this.offsets ??= this.reader.entryOffsets(this.place.start));
  }
}
