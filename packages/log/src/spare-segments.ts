/**
 * Files that become segments: writing into space that the disk has already allocated is about twice as fast as
 * letting a file grow. Either a file full of zeros, made while the segment before fills up, or a recycled segment.
 *
 * Invariant: what a spare file holds means nothing; the checks of the batch format tell it from new batches.
 */
import { rename, unlink } from 'node:fs/promises';
import { MAX_SPARE_SEGMENTS } from './limits.js';
import { segmentPath, sparePath, syncDirectory } from './segment-directory.js';
import type { OpenSegmentFile } from './segment-file.js';

const ZEROS = new Uint8Array(1024 * 1024);

export class SpareSegments {
  readonly #directory: string;
  readonly #segmentBytes: number;
  readonly #openFile: OpenSegmentFile;
  #spares: number[];
  #nextSpareNumber: number;
  #preparing: Promise<void> | undefined;

  constructor(directory: string, segmentBytes: number, openFile: OpenSegmentFile, spares: readonly number[]) {
    this.#directory = directory;
    this.#segmentBytes = segmentBytes;
    this.#openFile = openFile;
    this.#spares = [...spares];
    this.#nextSpareNumber = (spares.at(-1) ?? 0) + 1;
  }

  /** Gives a spare file, if there is one, the name of a segment. */
  async take(segmentNumber: number): Promise<boolean> {
    const spare = this.#spares.shift();
    if (spare === undefined) return false;
    await rename(sparePath(this.#directory, spare), segmentPath(this.#directory, segmentNumber));
    return true;
  }

  /** Takes a segment out of the log: it becomes a spare, or is deleted when there are enough. */
  async recycle(segmentNumber: number): Promise<void> {
    const path = segmentPath(this.#directory, segmentNumber);
    if (this.#spares.length < MAX_SPARE_SEGMENTS) {
      const spare = this.#nextSpareNumber++;
      await rename(path, sparePath(this.#directory, spare));
      this.#spares.push(spare);
    } else {
      await unlink(path);
    }
    await syncDirectory(this.#directory);
  }

  /** Starts to write a file full of zeros unless a spare is ready. The log works without one, only slower. */
  prepare(): void {
    if (this.#spares.length > 0 || this.#preparing !== undefined) return;
    const spare = this.#nextSpareNumber++;
    this.#preparing = this.#writeZeros(spare)
      .then(
        () => {
          this.#spares.push(spare);
        },
        // A full disk shows again, and is reported, when the log itself writes.
        () => unlink(sparePath(this.#directory, spare)).catch(() => undefined),
      )
      .then(() => {
        this.#preparing = undefined;
      });
  }

  /** Waits for the file in preparation. */
  async settle(): Promise<void> {
    await this.#preparing;
  }

  async #writeZeros(spare: number): Promise<void> {
    const file = await this.#openFile(sparePath(this.#directory, spare), 'create');
    try {
      for (let offset = 0; offset < this.#segmentBytes; offset += ZEROS.length) {
        await file.write([ZEROS.subarray(0, Math.min(ZEROS.length, this.#segmentBytes - offset))], offset);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }
}
