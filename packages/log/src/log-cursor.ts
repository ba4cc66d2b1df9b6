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
    const openFile = options.openFile ?? openSegmentFile;
    const { segments } = await listSegmentDirectory(options.directory);
    let oldest: number | undefined;
    const candidates = position === 'start' ? segments.slice(0, 1) : [...segments].reverse();
    for (const segmentNumber of candidates) {
      const segment = await openSegment(options.directory, segmentNumber, openFile);
      if (segment === undefined) continue;
      if (position === 'start' || segment.chain.nextPosition <= position) {
        const wanted = position === 'start' ? segment.chain.nextPosition : position;
        return new LogCursor(options.directory, openFile, segment, wanted);
      }
      oldest = segment.chain.nextPosition;
      await segment.close();
    }
    if (oldest !== undefined) {
      throw new LogError(
        'TRIMMED',
        `Position ${position} is no longer in the log; it begins at position ${oldest}.`,
      );
    }
    throw new LogError('CORRUPT', `${options.directory} holds no readable log segment.`);
  }

  /** The next batch that ends at or below `durablePosition`, or undefined when all of them have been read. */
  async next(durablePosition: number): Promise<LogBatch | undefined> {
    while (this.#segment.chain.nextPosition <= durablePosition) {
      const read = await this.#segment.next();
      if (read.kind === 'end') {
        await this.#enterNextSegment(read.problem, read.offset);
      } else if (read.batch.recordCount > 0 && read.batch.lastPosition >= this.#wanted) {
        return logBatch(read.batch);
      }
    }
    return undefined;
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
      next === undefined ||
      next.chain.nextBatchNumber !== expected.nextBatchNumber ||
      next.chain.nextPosition !== expected.nextPosition ||
      Buffer.compare(next.chain.hash, expected.hash) !== 0
    ) {
      await next?.close();
      throw new CorruptLogError(
        { segment: segmentName(segmentNumber), offset, position: expected.nextPosition },
        problem,
      );
    }
    this.#segment = next;
    await current.close();
  }
}

/** Opens a segment that exists and has a sound header of its own. */
export async function openSegment(
  directory: string,
  segmentNumber: number,
  openFile: OpenSegmentFile,
): Promise<SegmentReader | undefined> {
  const file = await openFile(segmentPath(directory, segmentNumber), 'read').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
  const filled = await file.read(bytes, 0);
  const header = decodeSegmentHeader(bytes.subarray(0, filled));
  if (header?.segmentNumber === segmentNumber) return new SegmentReader(file, header);
  await file.close();
  return undefined;
}

function logBatch(batch: DecodedBatch): LogBatch {
  const { firstPosition, lastPosition, epoch, batchNumber, payload } = batch;
  return { firstPosition, lastPosition, epoch, batchNumber, payload };
}
