/** CRC-32 (IEEE 802.3) over bytes: Node's own since 20.15 and 22.2, a library before. */
import zlib from 'node:zlib';
import tableCrc from 'crc-32';

export type Crc32 = (bytes: Uint8Array, seed: number) => number;

/** The implementation for a Node without `zlib.crc32`; about ten times slower. */
export const crc32ByTable: Crc32 = (bytes, seed) => tableCrc.buf(bytes, seed | 0) >>> 0;

/** Checksum of `bytes`, continuing from `seed` (the checksum of what came before, or the salt of a log). */
export const crc32: Crc32 =
  typeof zlib.crc32 === 'function'
    ? // Node forgets the seed when there are no bytes.
      (bytes, seed) => (bytes.length === 0 ? seed : zlib.crc32(bytes, seed))
    : crc32ByTable;
