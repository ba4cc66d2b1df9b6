/**
 * Reads what `BatchWriter` wrote. Everything is checked against the bounds of the batch: damaged bytes end in a
 * `DecodeError`, never in a wrong value that looks right by its form.
 */
import { isKey, type Key, NO_KEY } from '../key.js';
import { MAX_DECODED_LENGTH_BYTES } from '../limits.js';
import { DecodeError } from './decode-error.js';
import { decodeUtf8 } from './text-encoding.js';
import { KEY_ABSENT, KEY_LITERAL, RECENT_KEYS } from './wire.js';

/** Up to here a loop over the bytes is faster than the decoder. */
const SHORT_STRING_LENGTH = 24;
const TWO_POW_32 = 2 ** 32;

export class BatchReader {
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

  readonly #buffer: Uint8Array;
  #offset = 0;
  readonly #identifiers: string[] = [''];
  readonly #recentKeys: number[] = [];

  constructor(bytes: Uint8Array) {
    this.#buffer = bytes;
  }

  /** Bytes read so far. */
  get offset(): number {
    return this.#offset;
  }

  /** Whether everything is read. */
  get atEnd(): boolean {
    return this.#offset === this.#buffer.length;
  }

  /** The error to throw if the bytes read so far make no sense. */
  error(message: string): DecodeError {
    return new DecodeError(message, this.#offset);
  }

  readByte(): number {
    const value = this.#buffer[this.#offset];
    if (value === undefined) throw this.error('Expected another byte, but the batch ends');
    this.#offset++;
    return value;
  }

  readUnsigned(): number {
    let byte = this.readByte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let factor = 128;
    do {
      byte = this.readByte();
      value += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte >= 0x80 && factor <= 2 ** 49);
    if (byte >= 0x80 || value > Number.MAX_SAFE_INTEGER) {
      throw this.error('Expected an integer below 2^53, but it is larger');
    }
    return value;
  }

  readSigned(): number {
    const first = this.readByte();
    const low = (first & 0x7f) >> 1;
    const magnitude = first < 0x80 ? low : low + this.readUnsigned() * 64;
    if (magnitude > Number.MAX_SAFE_INTEGER) {
      throw this.error('Expected an integer between -2^53 and 2^53, but it is larger');
    }
    return (first & 1) === 1 ? -magnitude : magnitude;
  }

  readKey(): Key {
    const first = this.readByte();
    if (first === KEY_ABSENT) return NO_KEY;
    if (first < RECENT_KEYS) return this.#checkedKey(this.#recentKeys[first] ?? Number.NaN);
    if (first !== KEY_LITERAL) throw this.error(`Expected a key, but its first byte is ${first}`);
    const at = this.#take(7);
    const buffer = this.#buffer;
    const byte = (index: number): number => buffer[at + index] ?? 0;
    const low = (byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24)) >>> 0;
    const key = this.#checkedKey(low + (byte(4) | (byte(5) << 8) | (byte(6) << 16)) * TWO_POW_32);
    this.#recentKeys[key & (RECENT_KEYS - 1)] = key;
    return key;
  }

  /** A copy, so that it outlives the batch. */
  readBytes(): Uint8Array {
    const length = this.#readLength();
    const at = this.#take(length);
    return this.#buffer.slice(at, at + length);
  }

  readString(): string {
    const length = this.#readLength();
    const at = this.#take(length);
    const text =
      (length <= SHORT_STRING_LENGTH ? this.#shortAscii(at, length) : undefined) ??
      decodeUtf8(this.#buffer.subarray(at, at + length));
    if (text === undefined) throw this.error('Expected UTF-8 text, but the bytes are not UTF-8');
    return text;
  }

  readIdentifier(): string {
    const number = this.readUnsigned();
    if (number === 0) {
      const text = this.readString();
      this.#identifiers.push(text);
      return text;
    }
    const known = this.#identifiers[number];
    if (known === undefined) throw this.error(`Expected a known identifier, but number ${number} is not`);
    return known;
  }

  #readLength(): number {
    const length = this.readUnsigned();
    if (length > MAX_DECODED_LENGTH_BYTES) {
      throw this.error(
        `Expected at most ${MAX_DECODED_LENGTH_BYTES} bytes (MAX_DECODED_LENGTH_BYTES), but were ${length}`,
      );
    }
    return length;
  }

  #take(length: number): number {
    const at = this.#offset;
    if (at + length > this.#buffer.length) {
      throw this.error(`Expected another ${length} bytes, but the batch ends`);
    }
    this.#offset = at + length;
    return at;
  }

  #checkedKey(value: number): Key {
    if (!isKey(value)) throw this.error(`Expected a key, but was ${value}`);
    return value;
  }

  #shortAscii(at: number, length: number): string | undefined {
    let text = '';
    for (let i = at; i < at + length; i++) {
      const code = this.#buffer[i] ?? 0;
      if (code > 0x7f) return undefined;
      text += String.fromCharCode(code);
    }
    return text;
  }
}
