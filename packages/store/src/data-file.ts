// Refuses a data file that would kill the process when LMDB reads it.
//
// LMDB maps its file into memory and trusts it: a file that was cut off or overwritten is a bus error. The file
// never shrinks, so a size that was seen once, and is noted beside it, is a size it must still have.

import { closeSync, openSync, readFileSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CheckpointCorruptionError } from './checkpoint-error.js';
import { DATA_FILE } from './environment.js';

const SIZE_FILE = 'data.size';

/** What each of the two meta pages, with which the file begins, bears near its start. */
const LMDB_MAGIC = Buffer.from([0xde, 0xc0, 0xef, 0xbe]);
/** Where the magic number may lie, and where the size of a page lies behind it. */
const MAGIC_WITHIN_BYTES = 64;
const PAGE_SIZE_AFTER_MAGIC = 24;
const PAGE_SIZES = [512, 1024, 2048, 4096, 8192, 16384, 32768, 65536];

/** @throws CheckpointCorruptionError when the data file is missing, shorter than it was or no LMDB file. */
export function requireReadableDataFile(directory: string): void {
  const file = join(directory, DATA_FILE);
  const actual = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const recorded = recordedSize(directory);
  if (recorded !== undefined && actual < recorded) {
    throw new CheckpointCorruptionError(directory, `${DATA_FILE} has ${actual} bytes and had ${recorded}`);
  }
  if (actual > 0 && !hasMetaPages(file)) {
    throw new CheckpointCorruptionError(directory, `the first pages of ${DATA_FILE} are not those of LMDB`);
  }
}

function hasMetaPages(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const first = readPart(descriptor, 0);
    const magicAt = first.indexOf(LMDB_MAGIC);
    if (magicAt < 0 || magicAt + PAGE_SIZE_AFTER_MAGIC + 4 > first.length) return false;
    const pageSize = first.readUInt32LE(magicAt + PAGE_SIZE_AFTER_MAGIC);
    return PAGE_SIZES.includes(pageSize) && readPart(descriptor, pageSize).indexOf(LMDB_MAGIC) === magicAt;
  } finally {
    closeSync(descriptor);
  }
}

function readPart(descriptor: number, position: number): Buffer {
  const part = Buffer.alloc(MAGIC_WITHIN_BYTES);
  readSync(descriptor, part, 0, part.length, position);
  return part;
}

/** Notes the size of the data file, which is on disk. */
export function recordDataSize(directory: string): void {
  const { size } = statSync(join(directory, DATA_FILE));
  if (size === recordedSize(directory)) return;
  const file = join(directory, SIZE_FILE);
  writeFileSync(`${file}.new`, `${size}\n`);
  renameSync(`${file}.new`, file);
}

/** A size that cannot be read is as good as none: it only guards against a rare case. */
function recordedSize(directory: string): number | undefined {
  try {
    const size = Number(readFileSync(join(directory, SIZE_FILE), 'utf8'));
    return Number.isSafeInteger(size) && size > 0 ? size : undefined;
  } catch {
    return undefined;
  }
}
