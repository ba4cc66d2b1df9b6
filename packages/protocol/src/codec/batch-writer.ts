/**
 * Writes the binary form of a batch: numbers, keys, strings, into one growing buffer.
 *
 * A batch is read from its start: identifiers and keys that were written once are referred to, and positions and
 * timestamps continue those of the record before. So every batch begins with `reset` (or a new writer), and is
 * read by one `BatchReader`.
 */
import { type Key, NO_KEY } from '../key.js';
import { encodeUtf8 } from './text-encoding.js';
import { KEY_ABSENT, KEY_LITERAL, RECENT_KEYS } from './wire.js';

const INITIAL_CAPACITY = 4096;
/** Up to here a loop over the characters is faster than the encoder. */
const SHORT_STRING_LENGTH = 40;
const TWO_POW_32 = 2 ** 32;

export class BatchWriter {
  /** What the record before had; -1 before the first. Used by the record codec. */
  readonly previous = {
    position: -1,
    sourceRecordPosition: -1,
    timestamp: -1,
    partitionId: -1,
    brokerVersion: '',
  };
  /** The last value of each value type id. Used by the record codec. */
  readonly previousValues: unknown[] = [];

  #buffer = new Uint8Array(INITIAL_CAPACITY);
  #length = 0;
  readonly #identifiers = new Map<string, number>();
  readonly #recentKeys = new Float64Array(RECENT_KEYS).fill(NO_KEY);

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** Begins a new batch. What `bytes` returned before must have been copied. */
  reset(): void {
    this.#length = 0;
    this.#identifiers.clear();
    this.#recentKeys.fill(NO_KEY);
    this.previousValues.length = 0;
    const { previous } = this;
    previous.position = previous.sourceRecordPosition = previous.timestamp = previous.partitionId = -1;
    previous.brokerVersion = '';
  }

  /** The bytes of the batch: a view that the next `reset` or write invalidates. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  writeByte(value: number): void {
    if (this.#length === this.#buffer.length) this.#grow(1);
    this.#buffer[this.#length++] = value;
  }

  /** Leaves room for bytes that `setByte` fills later. Returns their offset. */
  reserve(count: number): number {
    const offset = this.#length;
    if (offset + count > this.#buffer.length) this.#grow(count);
    this.#length = offset + count;
    return offset;
  }

  setByte(offset: number, value: number): void {
    this.#buffer[offset] = value;
  }

  /** An integer from 0 to 2^53 - 1: 7 bits a byte, the low ones first. */
  writeUnsigned(value: number): void {
    if (this.#length + 8 > this.#buffer.length) this.#grow(8);
    const buffer = this.#buffer;
    let at = this.#length;
    let rest = value;
    while (rest > 0x7fffffff) {
      buffer[at++] = (rest & 0x7f) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 0x7f) {
      buffer[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    buffer[at++] = rest;
    this.#length = at;
  }

  /**
   * A safe integer: the sign in the lowest bit of the first byte, then the magnitude as in `writeUnsigned`.
   * @throws RangeError if it is not one: it would be read back as another number.
   */
  writeSigned(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`Expected a safe integer, but was ${value}`);
    const magnitude = value < 0 ? -value : value;
    const low = (magnitude & 0x3f) * 2 + (value < 0 ? 1 : 0);
    if (magnitude < 64) {
      this.writeByte(low);
    } else {
      this.writeByte(low | 0x80);
      this.writeUnsigned(Math.floor(magnitude / 64));
    }
  }

  /** A key: one byte if it was written recently, else eight. */
  writeKey(key: Key): void {
    if (key === NO_KEY) {
      this.writeByte(KEY_ABSENT);
      return;
    }
    const slot = key & (RECENT_KEYS - 1);
    if (this.#recentKeys[slot] === key) {
      this.writeByte(slot);
      return;
    }
    this.#recentKeys[slot] = key;
    if (this.#length + 8 > this.#buffer.length) this.#grow(8);
    const buffer = this.#buffer;
    const at = this.#length;
    const low = key >>> 0;
    const high = (key - low) / TWO_POW_32;
    buffer[at] = KEY_LITERAL;
    buffer[at + 1] = low;
    buffer[at + 2] = low >>> 8;
    buffer[at + 3] = low >>> 16;
    buffer[at + 4] = low >>> 24;
    buffer[at + 5] = high;
    buffer[at + 6] = high >>> 8;
    buffer[at + 7] = high >>> 16;
    this.#length = at + 8;
  }

  writeBytes(value: Uint8Array): void {
    this.writeUnsigned(value.length);
    const offset = this.reserve(value.length);
    this.#buffer.set(value, offset);
  }

  /** A string: length in bytes, then UTF-8. */
  writeString(value: string): void {
    if (value.length > SHORT_STRING_LENGTH || !this.#writeShortAscii(value)) this.#writeUtf8(value);
  }

  /** A string that repeats inside the batch: written at its first use, then referred to by number. */
  writeIdentifier(value: string): void {
    const known = this.#identifiers.get(value);
    if (known !== undefined) {
      this.writeUnsigned(known);
      return;
    }
    this.#identifiers.set(value, this.#identifiers.size + 1);
    this.writeByte(0);
    this.writeString(value);
  }

  #writeShortAscii(value: string): boolean {
    const { length } = value;
    if (this.#length + length + 1 > this.#buffer.length) this.#grow(length + 1);
    const buffer = this.#buffer;
    const start = this.#length + 1;
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i);
      if (code > 0x7f) return false;
      buffer[start + i] = code;
    }
    buffer[start - 1] = length;
    this.#length = start + length;
    return true;
  }

  #writeUtf8(value: string): void {
    const worstCase = value.length * 3;
    const lengthBytes = worstCase < 0x80 ? 1 : worstCase < 0x4000 ? 2 : 5;
    const offset = this.reserve(lengthBytes + worstCase);
    const written = encodeUtf8(value, this.#buffer.subarray(offset + lengthBytes));
    let rest = written;
    for (let i = 0; i < lengthBytes - 1; i++) {
      this.#buffer[offset + i] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#buffer[offset + lengthBytes - 1] = rest;
    this.#length = offset + lengthBytes + written;
  }

  #grow(needed: number): void {
    const capacity = Math.max(this.#buffer.length * 2, this.#length + needed);
    const larger = new Uint8Array(capacity);
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
