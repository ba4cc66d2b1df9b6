// The output of one batch: its records in append order, and the follow-up commands that wait inside it.
//
// Invariants (spec 10 §1.2):
//  1. Positions are consecutive; every record carries the same timestamp and the source position of the initial command.
//  2. Follow-up commands are processed first in, first out, so the records are breadth-first over commands.
//  3. The estimated size never exceeds the limit: an append that would exceed it throws and changes nothing.
import { estimateRecordSize, type AnyRecord } from '@grevy/protocol';
import { BatchSizeExceededError } from './errors.js';

/** Bytes of the framing of one entry and of a whole batch, as the reference counts them (spec 10 §1.2.2). */
const ENTRY_FRAME_BYTES = 20;
const BATCH_FRAME_BYTES = 8;

/** Whether a batch has room for an entry of this size at all. */
export function fitsIntoBatch(entryBytes: number, maxBytes: number): boolean {
  return BATCH_FRAME_BYTES + entryBytes + ENTRY_FRAME_BYTES <= maxBytes;
}

export class Batch {
  readonly records: AnyRecord[] = [];
  readonly #queue: AnyRecord[] = [];
  #queueHead = 0;
  #sizeBytes = BATCH_FRAME_BYTES;
  #completedCommands = 0;

  constructor(
    readonly firstPosition: number,
    readonly sourceRecordPosition: number,
    readonly timestamp: number,
    private readonly commandLimit: number,
    private readonly maxBytes: number,
  ) {}

  /** Commands of this batch that were processed to their end. */
  get completedCommands(): number {
    return this.#completedCommands;
  }

  get nextPosition(): number {
    return this.firstPosition + this.records.length;
  }

  /** Whether an entry of this size (plus a reserve the caller wants to keep) can still be appended. */
  hasRoomFor(entryBytes: number): boolean {
    return this.#sizeBytes + entryBytes + ENTRY_FRAME_BYTES <= this.maxBytes;
  }

  /** Whether a follow-up command appended now will be processed inside this batch. */
  get acceptsFollowUp(): boolean {
    return this.#queue.length - this.#queueHead + this.#completedCommands + 1 < this.commandLimit;
  }

  /** @throws BatchSizeExceededError when the record does not fit; then nothing was appended. */
  append(record: AnyRecord): void {
    const size = this.#sizeBytes + estimateRecordSize(record) + ENTRY_FRAME_BYTES;
    if (size > this.maxBytes) throw new BatchSizeExceededError(size, this.maxBytes);
    this.#sizeBytes = size;
    this.records.push(record);
    if (record.processedInBatch) this.#queue.push(record);
  }

  commandCompleted(): void {
    this.#completedCommands += 1;
  }

  nextFollowUp(): AnyRecord | undefined {
    const command = this.#queue[this.#queueHead];
    if (command !== undefined) this.#queueHead += 1;
    return command;
  }
}
