// An ordered set of short number tuples: the structure below every secondary index.
//
// Tuples lie in chunks of a typed array each, so a million of them are a few thousand heap objects, and the
// longest single step is moving one chunk. The first tuples of all chunks lie side by side in the directory,
// which is what a search reads before it looks into one chunk.
//
// Invariants
//  1. Tuples are distinct and ascend within a chunk and from chunk to chunk.
//  2. No chunk is empty, and the directory has its first tuple.

/** How many numbers one tuple has. */
export type TupleWidth = 2 | 3 | 4;

/** Tuples per chunk. */
const CHUNK_SIZE = 256;
/** A chunk below this size is merged with a neighbour when both fit into half a chunk. */
const SPARSE_SIZE = CHUNK_SIZE / 8;

/** Chunks for which the directory has room at first; it doubles when it is full. */
const INITIAL_DIRECTORY_SIZE = 4;

interface Chunk {
  readonly data: Float64Array;
  size: number;
}

/** A position in the order; valid until the next change. `NO_TUPLE` when there is none. */
export type TuplePosition = number;
export const NO_TUPLE: TuplePosition = -1;

/** Components beyond the width are ignored everywhere. */
export class SortedTuples {
  readonly #width: TupleWidth;
  readonly #chunks: Chunk[] = [];
  #directory: Float64Array;
  /** The chunk dropped last: an order that breathes around the end of a chunk allocates nothing. */
  #spare: Chunk | undefined;
  #size = 0;
  #version = 0;
  #recentChunk = 0;

  constructor(width: TupleWidth) {
    this.#width = width;
    this.#directory = new Float64Array(INITIAL_DIRECTORY_SIZE * width);
  }

  get size(): number {
    return this.#size;
  }

  /** Changes with every change of the set: positions taken under another version are void. */
  get version(): number {
    return this.#version;
  }

  /** Adds a tuple; returns false when it was there. */
  add(a: number, b: number, c = 0, d = 0): boolean {
    const chunks = this.#chunks;
    if (chunks.length === 0) this.#insertChunk(0, this.#newChunk());
    let chunkIndex = this.#chunkOf(a, b, c, d);
    let chunk = this.#chunkAt(chunkIndex);
    let index = this.#lowerBound(chunk, a, b, c, d);
    if (index < chunk.size && this.#compare(chunk.data, index, a, b, c, d) === 0) return false;
    if (chunk.size === CHUNK_SIZE) {
      const splitAt = this.#split(chunkIndex, index);
      if (index >= splitAt) {
        index -= splitAt;
        chunk = this.#chunkAt(++chunkIndex);
      }
    }
    const width = this.#width;
    if (index < chunk.size) chunk.data.copyWithin((index + 1) * width, index * width, chunk.size * width);
    this.#write(chunk.data, index, a, b, c, d);
    if (index === 0) this.#write(this.#directory, chunkIndex, a, b, c, d);
    chunk.size++;
    this.#size++;
    this.#version++;
    this.#recentChunk = chunkIndex;
    return true;
  }

  /** Removes a tuple; returns false when it was not there. */
  remove(a: number, b: number, c = 0, d = 0): boolean {
    if (this.#size === 0) return false;
    const chunkIndex = this.#chunkOf(a, b, c, d);
    const chunk = this.#chunkAt(chunkIndex);
    const index = this.#lowerBound(chunk, a, b, c, d);
    if (index === chunk.size || this.#compare(chunk.data, index, a, b, c, d) !== 0) return false;
    const width = this.#width;
    chunk.data.copyWithin(index * width, (index + 1) * width, chunk.size * width);
    chunk.size--;
    this.#size--;
    this.#version++;
    this.#recentChunk = chunkIndex;
    if (index === 0 && chunk.size > 0) this.#directory.set(chunk.data.subarray(0, width), chunkIndex * width);
    if (chunk.size < SPARSE_SIZE) this.#mergeOrDrop(chunkIndex);
    return true;
  }

  /** The position of the first tuple that is not below the given one. */
  seek(a: number, b: number, c = 0, d = 0): TuplePosition {
    if (this.#size === 0) return NO_TUPLE;
    const chunkIndex = this.#chunkOf(a, b, c, d);
    const chunk = this.#chunkAt(chunkIndex);
    const index = this.#lowerBound(chunk, a, b, c, d);
    this.#recentChunk = chunkIndex;
    if (index < chunk.size) return chunkIndex * CHUNK_SIZE + index;
    return chunkIndex + 1 < this.#chunks.length ? (chunkIndex + 1) * CHUNK_SIZE : NO_TUPLE;
  }

  /** The position of the first tuple of all. */
  first(): TuplePosition {
    return this.#size === 0 ? NO_TUPLE : 0;
  }

  /** The position after a position. */
  next(position: TuplePosition): TuplePosition {
    const chunkIndex = Math.floor(position / CHUNK_SIZE);
    const index = position - chunkIndex * CHUNK_SIZE + 1;
    if (index < this.#chunkAt(chunkIndex).size) return position + 1;
    return chunkIndex + 1 < this.#chunks.length ? (chunkIndex + 1) * CHUNK_SIZE : NO_TUPLE;
  }

  /** One number of the tuple at a position. */
  at(position: TuplePosition, component: number): number {
    const chunkIndex = Math.floor(position / CHUNK_SIZE);
    const index = position - chunkIndex * CHUNK_SIZE;
    return this.#chunkAt(chunkIndex).data[index * this.#width + component] ?? NaN;
  }

  #newChunk(): Chunk {
    const spare = this.#spare;
    if (spare !== undefined) {
      this.#spare = undefined;
      return spare;
    }
    return { data: new Float64Array(CHUNK_SIZE * this.#width), size: 0 };
  }

  #chunkAt(index: number): Chunk {
    const chunk = this.#chunks[index];
    if (chunk === undefined) throw new RangeError(`No chunk ${index} of ${this.#chunks.length}`);
    return chunk;
  }

  #write(data: Float64Array, index: number, a: number, b: number, c: number, d: number): void {
    const offset = index * this.#width;
    data[offset] = a;
    data[offset + 1] = b;
    if (this.#width > 2) data[offset + 2] = c;
    if (this.#width > 3) data[offset + 3] = d;
  }

  /** Negative when the tuple at `index` is below the given one, 0 when equal, positive when above. */
  #compare(data: Float64Array, index: number, a: number, b: number, c: number, d: number): number {
    const width = this.#width;
    const offset = index * width;
    const first = data[offset] ?? 0;
    if (first !== a) return first < a ? -1 : 1;
    const second = data[offset + 1] ?? 0;
    if (second !== b) return second < b ? -1 : 1;
    if (width === 2) return 0;
    const third = data[offset + 2] ?? 0;
    if (third !== c) return third < c ? -1 : 1;
    if (width === 3) return 0;
    const fourth = data[offset + 3] ?? 0;
    if (fourth !== d) return fourth < d ? -1 : 1;
    return 0;
  }

  /** The last chunk whose first tuple is not above the given one; the first chunk when there is none. */
  #chunkOf(a: number, b: number, c: number, d: number): number {
    const chunks = this.#chunks;
    const last = chunks.length - 1;
    if (last === 0 || this.#startsAtOrBelow(last, a, b, c, d)) return last;
    const recent = this.#recentChunk;
    let low = 0;
    let high = last;
    if (recent < last && this.#startsAtOrBelow(recent, a, b, c, d)) {
      if (!this.#startsAtOrBelow(recent + 1, a, b, c, d)) return recent;
      low = recent + 1;
    }
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#startsAtOrBelow(middle, a, b, c, d)) low = middle;
      else high = middle;
    }
    return low;
  }

  #startsAtOrBelow(chunkIndex: number, a: number, b: number, c: number, d: number): boolean {
    return this.#compare(this.#directory, chunkIndex, a, b, c, d) <= 0;
  }

  #lowerBound(chunk: Chunk, a: number, b: number, c: number, d: number): number {
    if (chunk.size > 0 && this.#compare(chunk.data, chunk.size - 1, a, b, c, d) < 0) return chunk.size;
    let low = 0;
    let high = chunk.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(chunk.data, middle, a, b, c, d) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Splits a full chunk and returns the size of its left part. Keys mostly ascend, so an insertion at the end
   * leaves a full chunk behind at the end of the order, and a nearly full one elsewhere: a chunk that the next
   * removal would empty again, in the midst of thousands, would cost more than the room it saves.
   */
  #split(chunkIndex: number, insertAt: number): number {
    const chunk = this.#chunkAt(chunkIndex);
    const right = this.#newChunk();
    const isLast = chunkIndex === this.#chunks.length - 1;
    const ascendingSize = isLast ? CHUNK_SIZE : CHUNK_SIZE - SPARSE_SIZE;
    const leftSize = insertAt === CHUNK_SIZE ? ascendingSize : CHUNK_SIZE / 2;
    right.data.set(chunk.data.subarray(leftSize * this.#width, CHUNK_SIZE * this.#width));
    right.size = CHUNK_SIZE - leftSize;
    chunk.size = leftSize;
    this.#insertChunk(chunkIndex + 1, right);
    return leftSize;
  }

  #mergeOrDrop(chunkIndex: number): void {
    const chunk = this.#chunkAt(chunkIndex);
    if (chunk.size === 0) {
      if (this.#chunks.length > 1) this.#removeChunk(chunkIndex);
      this.#recentChunk = 0;
      return;
    }
    const left = this.#chunks[chunkIndex - 1];
    if (left === undefined || left.size + chunk.size > CHUNK_SIZE / 2) return;
    left.data.set(chunk.data.subarray(0, chunk.size * this.#width), left.size * this.#width);
    left.size += chunk.size;
    chunk.size = 0;
    this.#removeChunk(chunkIndex);
    this.#recentChunk = 0;
  }

  #insertChunk(chunkIndex: number, chunk: Chunk): void {
    const width = this.#width;
    const count = this.#chunks.length;
    if ((count + 1) * width > this.#directory.length) {
      const larger = new Float64Array(this.#directory.length * 2);
      larger.set(this.#directory);
      this.#directory = larger;
    }
    this.#chunks.splice(chunkIndex, 0, chunk);
    this.#directory.copyWithin((chunkIndex + 1) * width, chunkIndex * width, count * width);
    this.#directory.set(chunk.data.subarray(0, width), chunkIndex * width);
  }

  #removeChunk(chunkIndex: number): void {
    const width = this.#width;
    this.#directory.copyWithin(chunkIndex * width, (chunkIndex + 1) * width, this.#chunks.length * width);
    this.#spare = this.#chunks.splice(chunkIndex, 1)[0];
  }
}
