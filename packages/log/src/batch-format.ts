/**
 * A batch on disk or in a stream: a header of 72 bytes, then the encoded records.
 *
 * | offset | size | field |
 * |---|---|---|
 * | 0 | 4 | magic `F5 47 52 42` (the first byte never occurs in UTF-8 text) |
 * | 4 | 4 | CRC-32 of the rest of the header, seeded with the salt of the log |
 * | 8 | 2 | format version |
 * | 10 | 2 | partition |
 * | 12 | 4 | length of the payload in bytes |
 * | 16 | 4 | CRC-32 of the payload |
 * | 20 | 4 | batches directly before this one that were not yet durable when this one was written |
 * | 24 | 8 | epoch of the leader |
 * | 32 | 8 | batch number, from 1 |
 * | 40 | 8 | first position |
 * | 48 | 4 | record count (last position = first position + count − 1) |
 * | 52 | 4 | zero |
 * | 56 | 16 | hash of the previous batch; zeros for the first |
 *
 * Invariants:
 *  1. The salt is random and secret to the log, so bytes that a user stores can never look like a batch.
 *  2. Number, position and hash of the previous batch prove that a batch follows another one: what an
 *     earlier use of the same disk space left behind, or another leader wrote, does not fit.
 *  3. `batchNumber - unsyncedBatches` is the oldest batch of the same write; all before it were durable.
 *     Recovery tells a torn tail from damage by it (log-recovery.ts).
 *  4. A batch without records is a mark: the first batch of a leader's epoch and the last one of a clean stop. It
 *     proves that all before it was durable.
 */
import { createHash } from 'node:crypto';
import { crc32 } from './checksum.js';
import { LogError } from './log-error.js';
import { readUint64, writeUint64 } from './uint64.js';

const BATCH_FORMAT_VERSION = 1;
export const BATCH_HEADER_BYTES = 72;
export const BATCH_MAGIC = Buffer.from([0xf5, 0x47, 0x52, 0x42]);
/** Hashes are the first 16 bytes of a SHA-256. */
export const CHAIN_HASH_BYTES = 16;
/** What stands for the hash of the batch before the first one. */
export const CHAIN_START: Uint8Array = new Uint8Array(CHAIN_HASH_BYTES);

const CHECKSUM_OFFSET = 4;
const CHECKED_FROM = 8;
const PREVIOUS_HASH_OFFSET = 56;

export interface BatchHeader {
  readonly partitionId: number;
  readonly epoch: number;
  readonly batchNumber: number;
  readonly firstPosition: number;
  readonly recordCount: number;
  readonly unsyncedBatches: number;
  readonly previousHash: Uint8Array;
}

/** The header that goes before `payload`. */
export function encodeBatchHeader(header: BatchHeader, payload: Uint8Array, salt: number): Buffer {
  const bytes = Buffer.allocUnsafe(BATCH_HEADER_BYTES);
  bytes.set(BATCH_MAGIC, 0);
  bytes.writeUInt16BE(BATCH_FORMAT_VERSION, 8);
  bytes.writeUInt16BE(header.partitionId, 10);
  bytes.writeUInt32BE(payload.length, 12);
  bytes.writeUInt32BE(crc32(payload, 0), 16);
  bytes.writeUInt32BE(header.unsyncedBatches, 20);
  writeUint64(bytes, 24, header.epoch);
  writeUint64(bytes, 32, header.batchNumber);
  writeUint64(bytes, 40, header.firstPosition);
  bytes.writeUInt32BE(header.recordCount, 48);
  bytes.writeUInt32BE(0, 52);
  bytes.set(header.previousHash, PREVIOUS_HASH_OFFSET);
  bytes.writeUInt32BE(crc32(bytes.subarray(CHECKED_FROM), salt), CHECKSUM_OFFSET);
  return bytes;
}

/** Hash of a whole batch, which the next batch carries. */
export function chainHash(header: Uint8Array, payload: Uint8Array): Uint8Array {
  return createHash('sha256').update(header).update(payload).digest().subarray(0, CHAIN_HASH_BYTES);
}

export interface DecodedBatch extends BatchHeader {
  readonly lastPosition: number;
  readonly payload: Uint8Array;
  /** Hash of this batch, which the next one must carry. */
  readonly hash: Uint8Array;
  /** Header and payload together. */
  readonly byteLength: number;
}

export type BatchDecoding =
  | { readonly kind: 'batch'; readonly batch: DecodedBatch }
  /** The bytes end before the batch does: `byteLength` are needed from its start. */
  | { readonly kind: 'incomplete'; readonly byteLength: number }
  | { readonly kind: 'invalid'; readonly problem: string };

/**
 * Reads the batch at `offset`. What it returns as a batch is whole and unchanged; whether it follows the batch before
 * it is the caller's question.
 * @throws {LogError} NEWER_FORMAT for a whole batch of a later format
 */
export function decodeBatch(bytes: Buffer, offset: number, salt: number): BatchDecoding {
  if (bytes.length - offset < BATCH_HEADER_BYTES)
    return { kind: 'incomplete', byteLength: BATCH_HEADER_BYTES };
  if (bytes.compare(BATCH_MAGIC, 0, BATCH_MAGIC.length, offset, offset + BATCH_MAGIC.length) !== 0) {
    return { kind: 'invalid', problem: 'no batch begins here' };
  }
  const header = bytes.subarray(offset, offset + BATCH_HEADER_BYTES);
  if (crc32(header.subarray(CHECKED_FROM), salt) !== header.readUInt32BE(CHECKSUM_OFFSET)) {
    return { kind: 'invalid', problem: 'the checksum of the batch header does not match' };
  }
  const version = header.readUInt16BE(8);
  if (version > BATCH_FORMAT_VERSION) {
    throw new LogError(
      'NEWER_FORMAT',
      `The log holds a batch of format ${version}, this version reads up to ${BATCH_FORMAT_VERSION}: start the version that wrote it, or a newer one.`,
    );
  }
  const byteLength = BATCH_HEADER_BYTES + header.readUInt32BE(12);
  if (bytes.length - offset < byteLength) return { kind: 'incomplete', byteLength };
  const whole = bytes.subarray(offset, offset + byteLength);
  if (crc32(whole.subarray(BATCH_HEADER_BYTES), 0) !== header.readUInt32BE(16)) {
    return { kind: 'invalid', problem: 'the checksum of the records does not match' };
  }
  return readFields(whole);
}

function readFields(whole: Buffer): BatchDecoding {
  const epoch = readUint64(whole, 24);
  const batchNumber = readUint64(whole, 32);
  const firstPosition = readUint64(whole, 40);
  const recordCount = whole.readUInt32BE(48);
  const lastPosition = firstPosition + recordCount - 1;
  if (![epoch, batchNumber, lastPosition].every(Number.isSafeInteger)) {
    return { kind: 'invalid', problem: 'a number of the batch is out of range' };
  }
  const header = whole.subarray(0, BATCH_HEADER_BYTES);
  const payload = whole.subarray(BATCH_HEADER_BYTES);
  return {
    kind: 'batch',
    batch: {
      partitionId: whole.readUInt16BE(10),
      epoch,
      batchNumber,
      firstPosition,
      recordCount,
      unsyncedBatches: whole.readUInt32BE(20),
      previousHash: whole.subarray(PREVIOUS_HASH_OFFSET, BATCH_HEADER_BYTES),
      lastPosition,
      payload,
      hash: chainHash(header, payload),
      byteLength: whole.length,
    },
  };
}
