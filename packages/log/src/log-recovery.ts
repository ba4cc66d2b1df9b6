/**
 * Finds the end of a local log after a start, and tells a torn tail from damage.
 *
 * A crash may lose any part of what was written after the last sync, so a bad batch at the end is normal: the log is
 * cut there, because nothing of it was acknowledged. But each batch says which batches were durable when it was
 * written. If any whole batch behind the bad one says that the bad one was durable, acknowledged records are damaged:
 * CorruptLogError, and nothing is cut. For the last batches the note beside the log says so (durable-note.ts).
 */
import { BATCH_HEADER_BYTES, BATCH_MAGIC, decodeBatch } from './batch-format.js';
import type { ChainPosition } from './chain-position.js';
import { openSegment } from './log-cursor.js';
import { CorruptLogError, LogError } from './log-error.js';
import { SCAN_BYTES } from './limits.js';
import { listSegmentDirectory, segmentName, segmentPath } from './segment-directory.js';
import type { OpenSegmentFile, SegmentFile } from './segment-file.js';
import { SEGMENT_HEADER_BYTES } from './segment-header.js';
import type { SegmentReader } from './segment-reader.js';

/** A segment of the log and where it begins. */
export interface SegmentStart {
  readonly segmentNumber: number;
  readonly firstPosition: number;
}

export interface RecoveredLog {
  /** All segments, ascending. The last one is written next. */
  readonly segments: readonly [SegmentStart, ...SegmentStart[]];
  readonly salt: number;
  /** What the next batch must look like. */
  readonly chain: ChainPosition;
  /** Where the next batch goes in the last segment. */
  readonly offset: number;
  /** Where the batches of the last write begin, which may not have reached the disk although they can be read. */
  readonly lastGroupOffset: number;
  /** Files with a segment's name that hold nothing of the log: the crash came before they were begun. */
  readonly unused: readonly number[];
}

/**
 * Reads the end of the log in `directory`; undefined when there is no log yet.
 * @throws {LogError} CORRUPT, NEWER_FORMAT
 */
export async function recoverLog(
  directory: string,
  partitionId: number,
  openFile: OpenSegmentFile,
): Promise<RecoveredLog | undefined> {
  const { segments: files } = await listSegmentDirectory(directory);
  const { segments, tail, unused } = await openTail(directory, partitionId, files, openFile);
  if (tail === undefined) return undefined;
  try {
    let lastGroupOffset = SEGMENT_HEADER_BYTES;
    let read = await tail.next();
    while (read.kind === 'batch') {
      if (read.batch.unsyncedBatches === 0) lastGroupOffset = read.offset;
      read = tail.take() ?? (await tail.next());
    }
    await refuseDamage(directory, unused, { reader: tail, problem: read.problem }, openFile);
    const [first, ...rest] = segments;
    if (first === undefined) return undefined;
    return {
      segments: [first, ...rest],
      salt: tail.header.salt,
      chain: tail.chain,
      offset: tail.offset,
      lastGroupOffset,
      unused,
    };
  } finally {
    await tail.close();
  }
}

interface Tail {
  readonly segments: readonly SegmentStart[];
  readonly tail: SegmentReader | undefined;
  readonly unused: readonly number[];
}

/** Checks that the segments follow each other and opens the last one that was begun. */
async function openTail(
  directory: string,
  partitionId: number,
  files: readonly number[],
  openFile: OpenSegmentFile,
): Promise<Tail> {
  const segments: SegmentStart[] = [];
  let tail: SegmentReader | undefined;
  for (const segmentNumber of files) {
    const opened = await openSegment(directory, segmentNumber, openFile);
    const segment = typeof opened === 'string' ? undefined : opened;
    const problem = headerProblem(segment, partitionId, segmentNumber, tail);
    if (segment !== undefined && problem === undefined) {
      await tail?.close();
      tail = segment;
      segments.push({ segmentNumber, firstPosition: segment.chain.nextPosition });
      continue;
    }
    await segment?.close();
    // The crash may have come after a new segment got its name and before its header was durable.
    const mayBeUnused = segment === undefined && segmentNumber === files.at(-1);
    if (mayBeUnused && (tail !== undefined || (await isBlankFirst(directory, segmentNumber, openFile)))) {
      return { segments, tail, unused: [segmentNumber] };
    }
    const position = tail === undefined ? 1 : await positionAfter(tail);
    await tail?.close();
    throw new CorruptLogError({ segment: segmentName(segmentNumber), offset: 0, position }, problem ?? '');
  }
  return { segments, tail, unused: [] };
}

/** Why the segment does not follow the one before, or undefined when it does. */
function headerProblem(
  segment: SegmentReader | undefined,
  partitionId: number,
  segmentNumber: number,
  before: SegmentReader | undefined,
): string | undefined {
  if (segment === undefined) return 'the header of the segment is damaged';
  const { start, salt } = segment.header;
  if (start.partitionId !== partitionId) {
    return `the segment belongs to partition ${start.partitionId}, not to ${partitionId}`;
  }
  if (before === undefined) return undefined;
  if (segmentNumber !== before.header.segmentNumber + 1) {
    return `the segments between ${segmentName(before.header.segmentNumber)} and this one are missing`;
  }
  return salt === before.header.salt ? undefined : 'the segment belongs to another log';
}

/** Position of the first record behind a segment. */
async function positionAfter(segment: SegmentReader): Promise<number> {
  while ((await segment.next()).kind === 'batch');
  return segment.chain.nextPosition;
}

/** Whether this is the very first segment, and nothing was written to it. */
async function isBlankFirst(
  directory: string,
  segmentNumber: number,
  openFile: OpenSegmentFile,
): Promise<boolean> {
  if (segmentNumber !== 1) return false;
  const file = await openFile(segmentPath(directory, segmentNumber), 'read');
  try {
    const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES + BATCH_HEADER_BYTES);
    await file.read(bytes, 0);
    return bytes.every((byte) => byte === 0);
  } finally {
    await file.close();
  }
}

/** Fails if a whole batch behind the end of the log proves that what should be at the end was durable. */
async function refuseDamage(
  directory: string,
  unused: readonly number[],
  end: { readonly reader: SegmentReader; readonly problem: string },
  openFile: OpenSegmentFile,
): Promise<void> {
  const { chain, offset, header } = end.reader;
  const { segmentNumber, salt } = header;
  const path = segmentPath(directory, segmentNumber);
  if (await holdsGroupFrom(chain.nextBatchNumber + 1, path, offset, salt, openFile)) {
    const location = { segment: segmentName(segmentNumber), offset, position: chain.nextPosition };
    throw new CorruptLogError(location, end.problem);
  }
  for (const unusedNumber of unused) {
    // The header of a segment is durable before its first batch, so any batch of the log proves that it is damaged.
    const unusedPath = segmentPath(directory, unusedNumber);
    if (await holdsGroupFrom(chain.nextBatchNumber, unusedPath, 0, salt, openFile)) {
      const location = { segment: segmentName(unusedNumber), offset: 0, position: chain.nextPosition };
      throw new CorruptLogError(location, 'the header of the segment is damaged');
    }
  }
}

/** Whether the file holds, from `offset` on, a whole batch of a write that began with `batchNumber` or a later one. */
async function holdsGroupFrom(
  batchNumber: number,
  path: string,
  offset: number,
  salt: number,
  openFile: OpenSegmentFile,
): Promise<boolean> {
  const file = await openFile(path, 'read');
  try {
    const size = await file.size();
    const buffer = Buffer.allocUnsafeSlow(Math.min(SCAN_BYTES, size));
    let at = offset;
    while (at < size) {
      const window = buffer.subarray(0, await file.read(buffer, at));
      let found = window.indexOf(BATCH_MAGIC);
      while (found !== -1) {
        const group = await groupStartAt(file, at + found, size, salt);
        if (group !== undefined && group >= batchNumber) return true;
        found = window.indexOf(BATCH_MAGIC, found + 1);
      }
      // Windows overlap, so that a magic number on the border is not missed.
      at += Math.max(window.length - BATCH_MAGIC.length + 1, 1);
    }
    return false;
  } finally {
    await file.close();
  }
}

/** Number of the oldest batch of the write to which the batch at `offset` belongs; undefined if none is there. */
async function groupStartAt(
  file: SegmentFile,
  offset: number,
  size: number,
  salt: number,
): Promise<number | undefined> {
  const header = Buffer.alloc(BATCH_HEADER_BYTES);
  if ((await file.read(header, offset)) < BATCH_HEADER_BYTES) return undefined;
  const need = decodeBatch(header, 0, salt);
  if (need.kind === 'invalid') return undefined;
  const byteLength = need.kind === 'batch' ? need.batch.byteLength : need.byteLength;
  if (offset + byteLength > size) return undefined;
  const whole = Buffer.allocUnsafeSlow(byteLength);
  await file.read(whole, offset);
  const decoded = decodeBatch(whole, 0, salt);
  if (decoded.kind !== 'batch') return undefined;
  return decoded.batch.batchNumber - decoded.batch.unsyncedBatches;
}

/**
 * Fails if the log ends before a position that is known to have been durable.
 * @throws {LogError} CORRUPT
 */
export function refuseLostTail(recovered: RecoveredLog | undefined, durablePosition: number): void {
  const { segments, offset, chain } = recovered ?? {};
  const lastPosition = (chain?.nextPosition ?? 1) - 1;
  if (lastPosition >= durablePosition) return;
  const segment = segments?.at(-1);
  const place =
    segment === undefined ? '' : ` in ${segmentName(segment.segmentNumber)} at byte ${offset ?? 0}`;
  throw new LogError(
    'CORRUPT',
    `The log ends at position ${lastPosition}${place}, but position ${durablePosition} is known to have been durable. ` +
      'Acknowledged records are missing. Restore the data directory from a backup or a replica.',
  );
}
