/**
 * Reads the batches of one segment in order and verifies that each follows the one before.
 *
 * Invariant: bytes that were read ahead may be older than what has been written since, so a batch is only called bad
 * after it has been read afresh.
 */
import { decodeBatch, BATCH_HEADER_BYTES, type DecodedBatch } from './batch-format.js';
import { chainBreak, extendChain, type ChainPosition } from './chain-position.js';
import { MAX_READ_BYTES, MIN_READ_BYTES } from './limits.js';
import type { SegmentFile } from './segment-file.js';
import { SEGMENT_HEADER_BYTES, type SegmentHeader } from './segment-header.js';

export type SegmentRead =
  | { readonly kind: 'batch'; readonly batch: DecodedBatch; readonly offset: number }
  /** Here the batches of this segment end: it is full, or the log ends, or the next batch is damaged. */
  | { readonly kind: 'end'; readonly problem: string; readonly offset: number };

export class SegmentReader {
  readonly #file: SegmentFile;
  readonly #salt: number;
  #chain: ChainPosition;
  #offset = SEGMENT_HEADER_BYTES;
  #buffer: Buffer = Buffer.alloc(0);
  #bufferOffset = SEGMENT_HEADER_BYTES;
  #readBytes = MIN_READ_BYTES;

  constructor(
    file: SegmentFile,
    readonly header: SegmentHeader,
  ) {
    this.#file = file;
    this.#salt = header.salt;
    this.#chain = header.start;
  }

  /** What the next batch must look like. */
  get chain(): ChainPosition {
    return this.#chain;
  }

  /** Where the next batch begins. */
  get offset(): number {
    return this.#offset;
  }

  /** The next batch if it has been read ahead: thousands of small ones then need no turn of the event loop each. */
  take(): SegmentRead | undefined {
    const decoding = this.#decode();
    return decoding.kind === 'batch' ? this.#advance(decoding.batch) : undefined;
  }

  /** Reads the next batch from the file, and more ahead. */
  async next(): Promise<SegmentRead> {
    await this.#fill(this.#readBytes);
    let fresh = this.#decode();
    if (fresh.kind === 'incomplete' && fresh.byteLength > this.#buffer.length) {
      await this.#fill(fresh.byteLength);
      fresh = this.#decode();
    }
    switch (fresh.kind) {
      case 'batch':
        return this.#advance(fresh.batch);
      case 'incomplete':
        return { kind: 'end', problem: 'the file ends within the batch', offset: this.#offset };
      case 'invalid':
        return { kind: 'end', problem: fresh.problem, offset: this.#offset };
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #decode(): ReturnType<typeof decodeBatch> {
    const decoding = decodeBatch(this.#buffer, this.#offset - this.#bufferOffset, this.#salt);
    if (decoding.kind !== 'batch') return decoding;
    const problem = chainBreak(this.#chain, decoding.batch);
    return problem === undefined ? decoding : { kind: 'invalid', problem };
  }

  #advance(batch: DecodedBatch): SegmentRead {
    const offset = this.#offset;
    this.#chain = extendChain(this.#chain, batch);
    this.#offset += batch.byteLength;
    return { kind: 'batch', batch, offset };
  }

  /** Reads at least `byteLength` bytes from the next batch on, in larger steps the more of the last read was used. */
  async #fill(byteLength: number): Promise<void> {
    const unused = this.#bufferOffset + this.#buffer.length - this.#offset;
    const inBulk = unused < BATCH_HEADER_BYTES || unused < this.#buffer.length / 2;
    this.#readBytes = inBulk
      ? Math.min(this.#readBytes * 2, MAX_READ_BYTES)
      : Math.max(this.#readBytes / 2, MIN_READ_BYTES);
    const target = Buffer.allocUnsafeSlow(Math.max(byteLength, this.#readBytes));
    const filled = await this.#file.read(target, this.#offset);
    this.#buffer = target.subarray(0, filled);
    this.#bufferOffset = this.#offset;
  }
}
