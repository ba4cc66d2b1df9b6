/**
 * Canonical JSON text of a list whose items are replaced one by one.
 *
 * Invariant: `#ends[i]` is the offset behind item i in `text`. Replacing an item moves text and offsets, and reads no
 * item, so it costs about as much as writing the new text anywhere.
 */
import { endOfValue } from './json-scanner.js';
import type { JsonText } from './json-text.js';

const EMPTY_LIST = '[]';
const NULL_AND_COMMA_LENGTH = 5;

export class JsonList {
  #text: JsonText;
  readonly #ends: Int32Array;

  private constructor(text: JsonText, ends: Int32Array) {
    this.#text = text;
    this.#ends = ends;
  }

  /** The list of this text; undefined if the text is not a list. */
  static of(text: JsonText): JsonList | undefined {
    if (!text.startsWith('[')) return undefined;
    const ends: number[] = [];
    if (text !== EMPTY_LIST) {
      for (let end = 0; end < text.length - 1;) {
        end = endOfValue(text, end + 1);
        ends.push(end);
      }
    }
    return new JsonList(text, Int32Array.from(ends));
  }

  /** A list of this many nulls. */
  static ofNulls(size: number): JsonList {
    const text = size === 0 ? EMPTY_LIST : `[null${',null'.repeat(size - 1)}]`;
    const ends = new Int32Array(size);
    for (let i = 0; i < size; i++) ends[i] = (i + 1) * NULL_AND_COMMA_LENGTH;
    return new JsonList(text as JsonText, ends);
  }

  get text(): JsonText {
    return this.#text;
  }

  get size(): number {
    return this.#ends.length;
  }

  /** @throws RangeError when there is no item at this index */
  replace(index: number, item: JsonText): void {
    const end = this.#ends[index];
    if (end === undefined) throw new RangeError(`Expected an index below ${this.size}, but was ${index}`);
    const start = (this.#ends[index - 1] ?? 0) + 1;
    this.#text = (this.#text.slice(0, start) + item + this.#text.slice(end)) as JsonText;
    const growth = start + item.length - end;
    if (growth === 0) return;
    for (let i = index; i < this.#ends.length; i++) this.#ends[i] = (this.#ends[i] ?? 0) + growth;
  }
}
