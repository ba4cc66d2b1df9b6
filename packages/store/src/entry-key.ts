// The key of an entry in LMDB: the table's name, a zero byte, the kind of the key, the key.
//
// Numbers are big-endian, so that the entries of a table lie in the order of their keys. Strings are UTF-16,
// which is exact for every string, and lie in no particular order.

import { createHash } from 'node:crypto';
import type { EntityKey } from './checkpoint-error.js';
import { MAX_PLAIN_KEY_UNITS, MAX_TABLE_NAME_BYTES } from './limits.js';

const NUMBER = 1;
const STRING = 2;
/** A string too long for a key of LMDB; the entry's value carries the string. */
const HASHED_STRING = 3;

/** The key of the record that describes the checkpoint. No table has an empty name. */
export const HEADER_KEY: Buffer = Buffer.from([0]);

/** What precedes the key of each entry of a table. @throws RangeError when the name is not usable. */
export function tablePrefix(table: string): Buffer {
  const prefix = Buffer.from(`${table}\0`);
  if (table === '' || prefix.indexOf(0) !== prefix.length - 1 || prefix.length > MAX_TABLE_NAME_BYTES + 1) {
    throw new RangeError(
      `A table is named with 1 to ${MAX_TABLE_NAME_BYTES} bytes without zeros: '${table}'`,
    );
  }
  return prefix;
}

/** The first key after those of a table. */
export function afterTable(prefix: Buffer): Buffer {
  const end = Buffer.from(prefix);
  end[end.length - 1] = 1;
  return end;
}

/** @throws RangeError when a number is not a safe integer from 0 on. */
export function entryKey(prefix: Buffer, key: EntityKey): Buffer {
  if (typeof key === 'number') {
    if (!Number.isSafeInteger(key) || key < 0) throw new RangeError(`${key} is not a key of an entity`);
    const bytes = Buffer.allocUnsafe(prefix.length + 9);
    prefix.copy(bytes);
    bytes[prefix.length] = NUMBER;
    bytes.writeUInt32BE(Math.floor(key / 2 ** 32), prefix.length + 1);
    bytes.writeUInt32BE(key % 2 ** 32, prefix.length + 5);
    return bytes;
  }
  if (isHashed(key)) {
    const hash = createHash('sha256').update(Buffer.from(key, 'utf16le')).digest();
    return Buffer.concat([prefix, Buffer.from([HASHED_STRING]), hash]);
  }
  return Buffer.concat([prefix, Buffer.from([STRING]), Buffer.from(key, 'utf16le')]);
}

/** Whether the entry of a key has the key in its value. */
export function isHashed(key: EntityKey): key is string {
  return typeof key === 'string' && key.length > MAX_PLAIN_KEY_UNITS;
}

/** The inverse of `entryKey`; `undefined` when the key stands in the value, or is none. */
export function entityKeyOf(bytes: Buffer, prefixLength: number): EntityKey | undefined {
  if (bytes[prefixLength] === NUMBER && bytes.length === prefixLength + 9) {
    return bytes.readUInt32BE(prefixLength + 1) * 2 ** 32 + bytes.readUInt32BE(prefixLength + 5);
  }
  if (bytes[prefixLength] === STRING) return bytes.toString('utf16le', prefixLength + 1);
  return undefined;
}
