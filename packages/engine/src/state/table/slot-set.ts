// Sets of slots of one page: which are dirty, which are in the checkpoint.

/** The part of `Set` that a page needs; `Set<string>` fulfils it for pages of string keys. */
export interface SlotSet<S> extends Iterable<S> {
  readonly size: number;
  has(slot: S): boolean;
  add(slot: S): unknown;
  delete(slot: S): boolean;
  clear(): void;
}

const BITS_PER_WORD = 32;

/** A `SlotSet` of the numbers below a fixed capacity, one bit each; iterates in ascending order. */
export class SlotBitmap implements SlotSet<number> {
  readonly #capacity: number;
  /** Allocated with the first slot: most sets of most pages stay empty. */
  #words: Int32Array | undefined;
  #size = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#size;
  }

  has(slot: number): boolean {
    if (this.#words === undefined) return false;
    return ((this.#words[slot >> 5] ?? 0) & (1 << (slot & 31))) !== 0;
  }

  add(slot: number): void {
    this.#words ??= new Int32Array(Math.ceil(this.#capacity / BITS_PER_WORD));
    const word = this.#words[slot >> 5] ?? 0;
    const bit = 1 << (slot & 31);
    if ((word & bit) !== 0) return;
    this.#words[slot >> 5] = word | bit;
    this.#size++;
  }

  delete(slot: number): boolean {
    if (this.#words === undefined) return false;
    const word = this.#words[slot >> 5] ?? 0;
    const bit = 1 << (slot & 31);
    if ((word & bit) === 0) return false;
    this.#words[slot >> 5] = word & ~bit;
    this.#size--;
    return true;
  }

  clear(): void {
    if (this.#size > 0) this.#words?.fill(0);
    this.#size = 0;
  }

  *[Symbol.iterator](): Generator<number> {
    if (this.#words === undefined) return;
    for (let index = 0; index < this.#words.length; index++) {
      for (let word = this.#words[index] ?? 0; word !== 0; word &= word - 1) {
        yield index * BITS_PER_WORD + (31 - Math.clz32(word & -word));
      }
    }
  }
}
