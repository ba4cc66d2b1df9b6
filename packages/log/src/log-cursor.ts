/**
 * Reads a local log from any position on, across segments, up to a position that is known to be durable.
 * It needs nothing but the directory, so it may live in another thread than the writer.
 *
 * Invariants:
 *  1. Nothing above the given durable position is ever decided upon: what lies there may be half written.
 *  2. Up to that position every batch must be there, whole and in the chain; anything else is a CorruptLogError.
 *  3. The caller does not let the log be trimmed above the position that it still reads.
 */
import type { DecodedBatch } from './batch-format.js';
import { CorruptLogError, LogError, systemErrorCode } from './log-error.js';
import type { LogBatch } from './log-store.js';
import { listSegmentDirectory, segmentName, segmentPath } from './segment-directory.js';
import { openSegmentFile, type OpenSegmentFile } from './segment-file.js';
import { decodeSegmentHeader, SEGMENT_HEADER_BYTES } from './segment-header.js';
import { SegmentReader } from './segment-reader.js';

export interface LogCursorOptions {
  readonly directory: string;
  readonly openFile?: OpenSegmentFile;
}

export class LogCursor {
  readonly #directory: string;
  readonly #openFile: OpenSegmentFile;
  readonly #wanted: number;
  #segment: SegmentReader;
  /** A batch that has been read and not yet given out. */
  #held: LogBatch | undefined;

  private constructor(directory: string, openFile: OpenSegmentFile, segment: SegmentReader, wanted: number) {
    this.#directory = directory;
    this.#openFile = openFile;
    this.#segment = segment;
    this.#wanted = wanted;
  }

  /**
   * Stands before the batch that holds `position`; `'start'` is the oldest batch that is kept.
   * @throws {LogError} TRIMMED when the position is no longer kept, CORRUPT when no segment can be read
   */
  static async open(options: LogCursorOptions, position: number | 'start'): Promise<LogCursor> {
    const { directory, openFile = openSegmentFile } = options;
    const { segments } = await listSegmentDirectory(directory);
    let oldest: number | undefined;
    for (const segmentNumber of position === 'start' ? segments : [...segments].reverse()) {
      const segment = await openSegment(directory, segmentNumber, openFile);
      if (segment === 'absent') continue;
      if (segment === 'unreadable') {
        if (position === 'start') throw unreadableSegment(segmentNumber);
        // Either it is only just begun, and the position lies before it, or reading will end at it.
        continue;
      }
      const firstPosition = segment.chain.nextPosition;
      if (position === 'start' || firstPosition <= position) {
        return new LogCursor(directory, openFile, segment, position === 'start' ? firstPosition : position);
      }
      oldest = firstPosition;
      await segment.close();
    }
    if (oldest !== undefined) {
      throw new LogError(
        'TRIMMED',
        `Position ${position} is no longer in the log; it begins at position ${oldest}.`,
      );
    }
    throw new LogError('CORRUPT', `${directory} holds no readable log segment.`);
  }

  /** The next batch that ends at or below `durablePosition`, or undefined when all of them have been read. */
  async next(durablePosition: number): Promise<LogBatch | undefined> {
    while (this.#held === undefined && this.#segment.chain.nextPosition <= durablePosition) {
      const read = this.#segment.take() ?? (await this.#segment.next());
      if (read.kind === 'end') {
        await this.#enterNextSegment(read.problem, read.offset);
      } else if (read.batch.recordCount > 0 && read.batch.lastPosition >= this.#wanted) {
        this.#held = logBatch(read.batch);
      }
    }
    if (this.#held === undefined || this.#held.lastPosition > durablePosition) return undefined;
    const batch = this.#held;
    this.#held = undefined;
    return batch;
  }

  close(): Promise<void> {
    return this.#segment.close();
  }

  /** Goes on in the following segment if that continues exactly here; otherwise the log is damaged here. */
  async #enterNextSegment(problem: string, offset: number): Promise<void> {
    const current = this.#segment;
    const { segmentNumber } = current.header;
    const next = await openSegment(this.#directory, segmentNumber + 1, this.#openFile);
    const expected = current.chain;
    if (
      typeof next === 'string' ||
      next.chain.nextBatchNumber !== expected.nextBatchNumber ||
      next.chain.nextPosition !== expected.nextPosition ||
      Buffer.compare(next.chain.hash, expected.hash) !== 0
    ) {
      if (typeof next !== 'string') await next.close();
      throw new CorruptLogError(
        { segment: segmentName(segmentNumber), offset, position: expected.nextPosition },
        problem,
      );
    }
    this.#segment = next;
    await current.close();
  }
}

/** Opens a segment; `'unreadable'` when its header is damaged, was never written or belongs to an earlier use. */
export async function openSegment(
  directory: string,
  segmentNumber: number,
  openFile: OpenSegmentFile,
): Promise<SegmentReader | 'absent' | 'unreadable'> {
  const file = await openFile(segmentPath(directory, segmentNumber), 'read').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return 'absent';
  try {
    const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
    const filled = await file.read(bytes, 0);
    const header = decodeSegmentHeader(bytes.subarray(0, filled));
    if (header?.segmentNumber === segmentNumber) return new SegmentReader(file, header);
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  return 'unreadable';
}

function unreadableSegment(segmentNumber: number): CorruptLogError {
  const location = { segment: segmentName(segmentNumber), offset: 0, position: 1 };
  return new CorruptLogError(location, 'the header of the segment is damaged');
}

function logBatch(batch: DecodedBatch): LogBatch {
  const { firstPosition, lastPosition, epoch, batchNumber, payload } = batch;
  return { firstPosition, lastPosition, epoch, batchNumber, payload };
}
