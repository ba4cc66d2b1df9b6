// The value of an entry in LMDB: a checksum, for a hashed key the key itself, and the bytes of the entity.
//
// The checksum covers the entry's key too, so a value that turns up under a wrong key is noticed.

import { crc32 } from 'node:zlib';

const CHECKSUM_BYTES = 4;
const KEY_LENGTH_BYTES = 4;

/** Seals the bytes of an entity for `key` (of LMDB). `longKey` is the entity's key when `key` is its hash. */
export function sealValue(key: Uint8Array, bytes: Uint8Array, longKey?: string): Buffer {
  const keyBytes = longKey === undefined ? undefined : Buffer.from(longKey, 'utf16le');
  const head = keyBytes === undefined ? 0 : KEY_LENGTH_BYTES + keyBytes.length;
  const sealed = Buffer.allocUnsafe(CHECKSUM_BYTES + head + bytes.length);
  if (keyBytes !== undefined) {
    sealed.writeUInt32LE(keyBytes.length, CHECKSUM_BYTES);
    keyBytes.copy(sealed, CHECKSUM_BYTES + KEY_LENGTH_BYTES);
  }
  sealed.set(bytes, CHECKSUM_BYTES + head);
  sealed.writeUInt32LE(checksum(key, sealed), 0);
  return sealed;
}

/** Whether the value is what `sealValue` made for this key. */
export function isIntact(key: Uint8Array, sealed: Buffer): boolean {
  return sealed.length >= CHECKSUM_BYTES && sealedChecksum(sealed) === checksum(key, sealed);
}

/** The checksum that a sealed value carries. */
export function sealedChecksum(sealed: Buffer): number {
  return sealed.readUInt32LE(0);
}

/** The bytes of an entity with a plain key. */
export function openValue(sealed: Buffer): Buffer {
  return sealed.subarray(CHECKSUM_BYTES);
}

/** The key and the bytes of an entity with a hashed key. */
export function openHashedValue(sealed: Buffer): { key: string; bytes: Uint8Array } {
  const start = CHECKSUM_BYTES + KEY_LENGTH_BYTES;
  const end = start + sealed.readUInt32LE(CHECKSUM_BYTES);
  return { key: sealed.toString('utf16le', start, end), bytes: sealed.subarray(end) };
}

function checksum(key: Uint8Array, sealed: Buffer): number {
  // Starting from a hash of the key costs less than a second call for a few bytes.
  let start = 0;
  for (let index = 0; index < key.length; index++) start = Math.imul(start ^ (key[index] ?? 0), 0x01000193);
  return crc32(sealed.subarray(CHECKSUM_BYTES), start >>> 0);
}
