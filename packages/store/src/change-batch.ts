// Changes of one table packed into one buffer, which moves to the writing thread without being copied again.
//
// Per change: key kind (u8), key (f64, or u32 length and UTF-16), length of the value (u32) and the value.

import type { EntityKey } from './checkpoint-error.js';
import { MAX_VALUE_BYTES } from './limits.js';

/** The bytes of an entity, or `undefined` when it was deleted. */
export interface EntityChange {
  readonly key: EntityKey;
  readonly bytes: Uint8Array | undefined;
}

const NUMBER = 0;
const STRING = 1;
/** Stands for the length of the value that a deletion does not have. */
const DELETED = 0xffff_ffff;

/** @throws RangeError when a value is too large. */
export function packChanges(changes: readonly EntityChange[]): ArrayBuffer {
  let length = 0;
  for (const { key, bytes } of changes) {
    length += (typeof key === 'number' ? 9 : 5 + key.length * 2) + 4 + (bytes?.length ?? 0);
  }
  const memory = new ArrayBuffer(length);
  const packed = Buffer.from(memory);
  let offset = 0;
  for (const { key, bytes } of changes) {
    if (typeof key === 'number') {
      packed[offset] = NUMBER;
      packed.writeDoubleLE(key, offset + 1);
      offset += 9;
    } else {
      packed[offset] = STRING;
      packed.writeUInt32LE(key.length * 2, offset + 1);
      offset += 5 + packed.write(key, offset + 5, 'utf16le');
    }
    if (bytes !== undefined && bytes.length > MAX_VALUE_BYTES) {
      throw new RangeError(`The value of ${key} has ${bytes.length} bytes; at most ${MAX_VALUE_BYTES} fit`);
    }
    packed.writeUInt32LE(bytes?.length ?? DELETED, offset);
    offset += 4;
    if (bytes !== undefined) {
      packed.set(bytes, offset);
      offset += bytes.length;
    }
  }
  return memory;
}

/** The changes of a packed buffer; their bytes are views of it. */
export function* unpackChanges(memory: ArrayBuffer): Generator<EntityChange> {
  const packed = Buffer.from(memory);
  let offset = 0;
  while (offset < packed.length) {
    let key: EntityKey;
    if (packed[offset] === NUMBER) {
      key = packed.readDoubleLE(offset + 1);
      offset += 9;
    } else {
      const end = offset + 5 + packed.readUInt32LE(offset + 1);
      key = packed.toString('utf16le', offset + 5, end);
      offset = end;
    }
    const length = packed.readUInt32LE(offset);
    offset += 4;
    if (length === DELETED) {
      yield { key, bytes: undefined };
    } else {
      yield { key, bytes: packed.subarray(offset, offset + length) };
      offset += length;
    }
  }
}
