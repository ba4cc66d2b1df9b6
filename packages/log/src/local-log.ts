/**
 * The log of one partition in segment files of this machine.
 *
 * Group commit: while one sync runs, later batches wait; then all that wait are written at once and share the next
 * sync. So the busier the log, the more batches one sync covers.
 *
 * Invariants:
 *  1. One write (a group) is in flight at a time, and the next one begins only after the sync of the one before.
 *  2. After a failed write or sync the log stops for good: the system may have dropped the bytes and would report the
 *     next sync as successful.
 *  3. Opening writes the last group again and syncs it, since a process that died after a failed sync leaves bytes that
 *     can be read but are not on the disk. Then it writes a mark of its own epoch.
 */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { BATCH_HEADER_BYTES, CHAIN_START, chainHash, encodeBatchHeader } from './batch-format.js';
import type { ChainPosition } from './chain-position.js';
import { DurableNote, readDurableNote } from './durable-note.js';
import { LogCursor } from './log-cursor.js';
import { ioError, LogError } from './log-error.js';
import { recoverLog, refuseLostTail, type RecoveredLog, type SegmentStart } from './log-recovery.js';
import type { AppendRequest, LogBatch, LogStore } from './log-store.js';
import { AppendQueue, type PendingAppend } from './append-queue.js';
import { MAX_BATCH_PAYLOAD_BYTES, MAX_READ_BYTES, MIN_SEGMENT_BYTES, SEGMENT_BYTES } from './limits.js';
import { listSegmentDirectory, segmentPath, syncDirectory } from './segment-directory.js';
import { openSegmentFile, type OpenSegmentFile, type SegmentFile } from './segment-file.js';
import { encodeSegmentHeader, SEGMENT_HEADER_BYTES } from './segment-header.js';
import { SpareSegments } from './spare-segments.js';

export interface LocalLogOptions {
  /** Created when it does not exist. */
  readonly directory: string;
  readonly partitionId: number;
  /** A position that is known to have been durable, such as that of a checkpoint: a log that ends before it is damaged. */
  readonly durablePosition?: number;
  readonly segmentBytes?: number;
  readonly openFile?: OpenSegmentFile;
  /** Is told how long writes and syncs take, for metrics. */
  readonly observer?: LogObserver;
}

export interface LogObserver {
  written(durationMs: number): void;
  synced(durationMs: number): void;
}

export class LocalLog implements LogStore {
  readonly partitionId: number;
  readonly epoch: number;
  readonly #directory: string;
  readonly #segmentBytes: number;
  readonly #openFile: OpenSegmentFile;
  readonly #spares: SpareSegments;
  readonly #observer: LogObserver | undefined;
  readonly #salt: number;
  readonly #segments: [SegmentStart, ...SegmentStart[]];
  readonly #queue: AppendQueue;
  readonly #note: DurableNote;
  #file: SegmentFile;
  #offset: number;
  #chain: ChainPosition;
  #lastPosition: number;
  #trimming: Promise<void> = Promise.resolve();
  #closing: Promise<void> | undefined;

  private constructor(
    options: LocalLogOptions,
    recovered: RecoveredLog,
    file: SegmentFile,
    spares: SpareSegments,
    note: DurableNote,
  ) {
    this.partitionId = options.partitionId;
    this.epoch = recovered.chain.epoch + 1;
    this.#directory = options.directory;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.#openFile = options.openFile ?? openSegmentFile;
    this.#spares = spares;
    this.#observer = options.observer;
    this.#salt = recovered.salt;
    this.#segments = [...recovered.segments];
    this.#note = note;
    this.#file = file;
    this.#offset = recovered.offset;
    this.#chain = recovered.chain;
    this.#lastPosition = recovered.chain.nextPosition - 1;
    this.#queue = new AppendQueue(this.#lastPosition + 1, (group) => this.#commit(group));
  }

  /**
   * Opens the log, recovering from a crash if there was one.
   * @throws {LogError} CORRUPT, NEWER_FORMAT, DISK_FULL, IO_FAILED
   */
  static async open(options: LocalLogOptions): Promise<LocalLog> {
    const { directory, partitionId, segmentBytes = SEGMENT_BYTES, openFile = openSegmentFile } = options;
    if (segmentBytes < MIN_SEGMENT_BYTES) {
      throw new RangeError(`A log segment has at least ${MIN_SEGMENT_BYTES} bytes, not ${segmentBytes}.`);
    }
    try {
      await mkdir(directory, { recursive: true });
      const recovered = await recoverLog(directory, partitionId, openFile);
      const noted = await readDurableNote(directory, openFile);
      const isOwnNote = recovered === undefined || noted?.salt === recovered.salt;
      refuseLostTail(
        recovered,
        Math.max(options.durablePosition ?? 0, isOwnNote ? (noted?.position ?? 0) : 0),
      );
      const { spares: spareNumbers } = await listSegmentDirectory(directory);
      const spares = new SpareSegments(directory, segmentBytes, openFile, spareNumbers);
      for (const segmentNumber of recovered?.unused ?? []) await spares.recycle(segmentNumber);

      const state = recovered ?? (await createLog(options, segmentBytes, openFile));
      const note = await DurableNote.open(directory, state.salt, openFile);
      const log = new LocalLog(
        options,
        state,
        await openLastSegment(directory, state, openFile),
        spares,
        note,
      );
      await log.#begin();
      return log;
    } catch (error) {
      throw ioError('opening the log', error);
    }
  }

  get firstPosition(): number {
    return this.#segments[0].firstPosition;
  }

  /** Files that hold the log. */
  get segmentCount(): number {
    return this.#segments.length;
  }

  get lastPosition(): number {
    return this.#lastPosition;
  }

  append(request: AppendRequest): Promise<void> {
    const limit = Math.min(
      MAX_BATCH_PAYLOAD_BYTES,
      this.#segmentBytes - SEGMENT_HEADER_BYTES - BATCH_HEADER_BYTES,
    );
    if (request.payload.length > limit) {
      return Promise.reject(
        new LogError(
          'TOO_LARGE',
          `A batch may have at most ${limit} bytes of records, this one has ${request.payload.length}.`,
        ),
      );
    }
    return this.#queue.append(request);
  }

  async *read(fromPosition: number): AsyncGenerator<LogBatch> {
    if (this.#closing !== undefined) throw new LogError('CLOSED', 'The log is closed.');
    const durablePosition = this.#lastPosition;
    const cursor = await LogCursor.open(
      { directory: this.#directory, openFile: this.#openFile },
      fromPosition,
    );
    try {
      for (;;) {
        const batch = await cursor.next(durablePosition);
        if (batch === undefined) return;
        yield batch;
      }
    } finally {
      await cursor.close();
    }
  }

  trimBefore(position: number): Promise<void> {
    const trim = async () => {
      for (;;) {
        const [oldest, next] = this.#segments;
        if (next === undefined || next.firstPosition > position) return;
        await this.#spares.recycle(oldest.segmentNumber);
        this.#segments.shift();
      }
    };
    const trimmed = this.#trimming.then(trim).catch((error: unknown) => {
      throw ioError('trimming the log', error);
    });
    // A failed trim leaves the segments in order; the next one tries again.
    this.#trimming = trimmed.catch(() => undefined);
    return trimmed;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#queue.close();
    await this.#trimming;
    await this.#spares.settle();
    await this.#file.close();
    await this.#note.close();
  }

  /** Proves with the first batch of this epoch that all that was recovered is durable. */
  async #begin(): Promise<void> {
    try {
      await this.#queue.mark();
    } catch (error) {
      await this.#file.close();
      await this.#note.close();
      throw error;
    }
  }

  /** Writes the beginning of what waits with one write and one sync, and says how many batches that were. */
  async #commit(pending: readonly PendingAppend[]): Promise<number> {
    const first = pending[0];
    if (first === undefined) return 0;
    if (!this.#fits(first, 0)) await this.#startSegment();

    const parts: Uint8Array[] = [];
    let chain = this.#chain;
    let byteLength = 0;
    let count = 0;
    for (const append of pending) {
      if (!this.#fits(append, byteLength)) break;
      const { recordCount, payload } = append;
      const header = encodeBatchHeader(
        {
          partitionId: this.partitionId,
          epoch: this.epoch,
          batchNumber: chain.nextBatchNumber,
          firstPosition: chain.nextPosition,
          recordCount,
          unsyncedBatches: count,
          previousHash: chain.hash,
        },
        payload,
        this.#salt,
      );
      chain = {
        partitionId: this.partitionId,
        nextBatchNumber: chain.nextBatchNumber + 1,
        nextPosition: chain.nextPosition + recordCount,
        hash: chainHash(header, payload),
        epoch: this.epoch,
      };
      parts.push(header, payload);
      byteLength += header.length + payload.length;
      count += 1;
    }
    const startedAt = performance.now();
    await this.#file.write(parts, this.#offset);
    const writtenAt = performance.now();
    await this.#file.sync();
    this.#observer?.written(writtenAt - startedAt);
    this.#observer?.synced(performance.now() - writtenAt);
    this.#chain = chain;
    this.#offset += byteLength;
    this.#lastPosition = chain.nextPosition - 1;
    this.#note.durableUpTo(this.#lastPosition);
    if (this.#offset > this.#segmentBytes / 2) this.#spares.prepare();
    return count;
  }

  #fits(append: PendingAppend, groupBytes: number): boolean {
    const end = this.#offset + groupBytes + BATCH_HEADER_BYTES + append.payload.length;
    return end <= this.#segmentBytes;
  }

  /** The segment is full: begins the next one. */
  async #startSegment(): Promise<void> {
    const segmentNumber = (this.#segments.at(-1) ?? this.#segments[0]).segmentNumber + 1;
    const reused = await this.#spares.take(segmentNumber);
    const file = await this.#openFile(
      segmentPath(this.#directory, segmentNumber),
      reused ? 'write' : 'create',
    );
    await beginSegment(file, this.#directory, this.#segmentBytes, segmentNumber, this.#salt, this.#chain);
    await this.#file.close();
    this.#file = file;
    this.#offset = SEGMENT_HEADER_BYTES;
    this.#segments.push({ segmentNumber, firstPosition: this.#chain.nextPosition });
  }
}

/** Creates the first segment of a log. */
async function createLog(
  { directory, partitionId }: LocalLogOptions,
  segmentBytes: number,
  openFile: OpenSegmentFile,
): Promise<RecoveredLog> {
  const salt = randomBytes(4).readUInt32BE(0);
  const chain: ChainPosition = {
    partitionId,
    nextBatchNumber: 1,
    nextPosition: 1,
    hash: CHAIN_START,
    epoch: 0,
  };
  const exists = (await listSegmentDirectory(directory)).segments.includes(1);
  const file = await openFile(segmentPath(directory, 1), exists ? 'write' : 'create');
  try {
    await beginSegment(file, directory, segmentBytes, 1, salt, chain);
  } finally {
    await file.close();
  }
  return {
    segments: [{ segmentNumber: 1, firstPosition: 1 }],
    salt,
    chain,
    offset: SEGMENT_HEADER_BYTES,
    lastGroupOffset: SEGMENT_HEADER_BYTES,
    unused: [],
  };
}

/** Makes the file, its name and the header of a new segment durable. */
async function beginSegment(
  file: SegmentFile,
  directory: string,
  segmentBytes: number,
  segmentNumber: number,
  salt: number,
  start: ChainPosition,
): Promise<void> {
  if ((await file.size()) !== segmentBytes) await file.truncate(segmentBytes);
  await file.write([encodeSegmentHeader({ segmentNumber, salt, start })], 0);
  await file.sync();
  await syncDirectory(directory);
}

/** Opens the segment that is written next and writes its last group again, so that the next sync covers it. */
async function openLastSegment(
  directory: string,
  { segments, lastGroupOffset, offset }: RecoveredLog,
  openFile: OpenSegmentFile,
): Promise<SegmentFile> {
  const { segmentNumber } = segments.at(-1) ?? segments[0];
  const file = await openFile(segmentPath(directory, segmentNumber), 'write');
  try {
    const buffer = Buffer.alloc(Math.min(MAX_READ_BYTES, offset - lastGroupOffset));
    for (let at = lastGroupOffset; at < offset; at += buffer.length) {
      const part = buffer.subarray(0, offset - at);
      await file.read(part, at);
      await file.write([part], at);
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
