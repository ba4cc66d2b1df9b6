/**
 * The first 64 bytes of a segment file. They say what the segment continues, so the log can be read from any segment.
 *
 * | offset | size | field |
 * |---|---|---|
 * | 0 | 4 | magic `F5 47 52 53` |
 * | 4 | 4 | CRC-32 of all that follows |
 * | 8 | 2 | format version |
 * | 10 | 2 | partition |
 * | 12 | 4 | salt of the log (seeds the checksums of its batches) |
 * | 16 | 8 | segment number, from 1 |
 * | 24 | 8 | number of its first batch |
 * | 32 | 8 | position of its first record |
 * | 40 | 8 | epoch of the batch before |
 * | 48 | 16 | hash of the batch before |
 *
 * Invariant: a segment header is durable before the first batch is written behind it, and all batches of the segment
 * before are durable before the header is written.
 */
import { CHAIN_HASH_BYTES } from './batch-format.js';
import type { ChainPosition } from './chain-position.js';
import { crc32 } from './checksum.js';
import { LogError } from './log-error.js';
import { readUint64, writeUint64 } from './uint64.js';

const SEGMENT_FORMAT_VERSION = 1;
export const SEGMENT_HEADER_BYTES = 64;

const MAGIC = Buffer.from([0xf5, 0x47, 0x52, 0x53]);
const HASH_OFFSET = 48;

export interface SegmentHeader {
  readonly segmentNumber: number;
  readonly salt: number;
  /** What the first batch of the segment must look like. */
  readonly start: ChainPosition;
}

export function encodeSegmentHeader({ segmentNumber, salt, start }: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
  bytes.set(MAGIC, 0);
  bytes.writeUInt16BE(SEGMENT_FORMAT_VERSION, 8);
  bytes.writeUInt16BE(start.partitionId, 10);
  bytes.writeUInt32BE(salt, 12);
  writeUint64(bytes, 16, segmentNumber);
  writeUint64(bytes, 24, start.nextBatchNumber);
  writeUint64(bytes, 32, start.nextPosition);
  writeUint64(bytes, 40, start.epoch);
  bytes.set(start.hash, HASH_OFFSET);
  bytes.writeUInt32BE(crc32(bytes.subarray(8), 0), 4);
  return bytes;
}

/**
 * The header in `bytes`, or undefined when there is none or it is damaged.
 * @throws {LogError} NEWER_FORMAT for a whole header of a later format
 */
export function decodeSegmentHeader(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.length < SEGMENT_HEADER_BYTES) return undefined;
  if (bytes.compare(MAGIC, 0, MAGIC.length, 0, MAGIC.length) !== 0) return undefined;
  if (crc32(bytes.subarray(8, SEGMENT_HEADER_BYTES), 0) !== bytes.readUInt32BE(4)) return undefined;
  const version = bytes.readUInt16BE(8);
  if (version > SEGMENT_FORMAT_VERSION) {
    throw new LogError(
      'NEWER_FORMAT',
      `A log segment has format ${version}, this version reads up to ${SEGMENT_FORMAT_VERSION}: start the version that wrote it, or a newer one.`,
    );
  }
  return {
    segmentNumber: readUint64(bytes, 16),
    salt: bytes.readUInt32BE(12),
    start: {
      partitionId: bytes.readUInt16BE(10),
      nextBatchNumber: readUint64(bytes, 24),
      nextPosition: readUint64(bytes, 32),
      epoch: readUint64(bytes, 40),
      hash: Uint8Array.from(bytes.subarray(HASH_OFFSET, HASH_OFFSET + CHAIN_HASH_BYTES)),
    },
  };
}
