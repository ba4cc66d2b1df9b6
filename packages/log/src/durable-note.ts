/**
 * How far a log was durable, noted in a file beside it. A bad batch at the end of the log looks like a write that a
 * crash tore, unless something later proves that it was durable; for the last batches only this note does (ADR 22).
 *
 * Two slots of 32 bytes, each in a block of its own, are written in turn:
 *
 * | offset | size | field |
 * |---|---|---|
 * | 0 | 4 | magic `F5 47 52 4E` |
 * | 4 | 4 | CRC-32 of the rest |
 * | 8 | 2 | format version |
 * | 12 | 4 | salt of the log |
 * | 16 | 8 | position of the last record that was durable |
 *
 * Invariants:
 *  1. A position is noted only after the sync that made it durable, so the note may be late but never ahead.
 *  2. The note only proves: a missing, damaged or foreign one says nothing, and failing to write it stops nothing.
 *  3. It costs no sync while the log runs. The system writes it back by itself: a killed process loses what was durable
 *     since the last note, a power failure what was not written back. A clean stop syncs it.
 */
import { join } from 'node:path';
import { crc32 } from './checksum.js';
import { DURABLE_NOTE_PERIOD_MS } from './limits.js';
import { systemErrorCode } from './log-error.js';
import { syncDirectory } from './segment-directory.js';
import type { OpenSegmentFile, SegmentFile } from './segment-file.js';
import { readUint64, writeUint64 } from './uint64.js';

const FILE_NAME = 'durable-note';
const MAGIC = Buffer.from([0xf5, 0x47, 0x52, 0x4e]);
const FORMAT_VERSION = 1;
const SLOT_BYTES = 32;
const SLOT_OFFSETS = [0, 4096] as const;

export interface NotedPosition {
  /** Of the log whose position it is. */
  readonly salt: number;
  readonly position: number;
}

/** The highest position noted beside the log in `directory`; undefined when there is no whole note. */
export async function readDurableNote(
  directory: string,
  openFile: OpenSegmentFile,
): Promise<NotedPosition | undefined> {
  const file = await openNote(directory, 'read', openFile);
  if (file === undefined) return undefined;
  try {
    const slots = await slotsOf(file);
    return slots.reduce((highest, slot) =>
      (slot?.position ?? -1) > (highest?.position ?? -1) ? slot : highest,
    );
  } finally {
    await file.close();
  }
}

export class DurableNote {
  #position = 0;
  #notedPosition = 0;
  #writing: Promise<void> | undefined;
  #pause: NodeJS.Timeout | undefined;
  #hasFailed = false;

  private constructor(
    private readonly file: SegmentFile,
    private readonly salt: number,
    private slot: number,
  ) {}

  /** Opens the note for writing; creates it, durably empty, for a log that has none. */
  static async open(directory: string, salt: number, openFile: OpenSegmentFile): Promise<DurableNote> {
    const existing = await openNote(directory, 'write', openFile);
    if (existing !== undefined) return new DurableNote(existing, salt, await staleSlot(existing, salt));
    const file = await openFile(join(directory, FILE_NAME), 'create');
    await syncDirectory(directory);
    return new DurableNote(file, salt, 0);
  }

  /** Everything up to `position` is durable: notes it at once, or in a while if there was a note just now. */
  durableUpTo(position: number): void {
    this.#position = position;
    if (this.#writing === undefined && this.#pause === undefined) this.#write();
  }

  /** Notes the last position for good. */
  async close(): Promise<void> {
    clearTimeout(this.#pause);
    await this.#writing;
    clearTimeout(this.#pause);
    this.#write();
    await this.#writing;
    clearTimeout(this.#pause);
    if (!this.#hasFailed) await this.file.sync().catch(() => undefined);
    await this.file.close();
  }

  #write(): void {
    const position = this.#position;
    if (this.#hasFailed || position === this.#notedPosition) return;
    const offset = SLOT_OFFSETS[this.slot] ?? 0;
    this.#writing = this.file.write([encodeSlot({ salt: this.salt, position })], offset).then(
      () => {
        this.#notedPosition = position;
        this.slot = 1 - this.slot;
        this.#writing = undefined;
        this.#pauseBeforeNext();
      },
      () => {
        this.#hasFailed = true;
        this.#writing = undefined;
      },
    );
  }

  #pauseBeforeNext(): void {
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#write();
    }, DURABLE_NOTE_PERIOD_MS).unref();
  }
}

async function openNote(
  directory: string,
  access: 'read' | 'write',
  openFile: OpenSegmentFile,
): Promise<SegmentFile | undefined> {
  return openFile(join(directory, FILE_NAME), access).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}

/** The slot that may be overwritten: the other one holds the newest note. */
async function staleSlot(file: SegmentFile, salt: number): Promise<number> {
  const [first, second] = (await slotsOf(file)).map((slot) => (slot?.salt === salt ? slot.position : -1));
  return (first ?? -1) > (second ?? -1) ? 1 : 0;
}

async function slotsOf(file: SegmentFile): Promise<readonly (NotedPosition | undefined)[]> {
  const slots: (NotedPosition | undefined)[] = [];
  for (const offset of SLOT_OFFSETS) {
    const bytes = Buffer.alloc(SLOT_BYTES);
    await file.read(bytes, offset);
    slots.push(decodeSlot(bytes));
  }
  return slots;
}

function encodeSlot({ salt, position }: NotedPosition): Buffer {
  const bytes = Buffer.alloc(SLOT_BYTES);
  bytes.set(MAGIC, 0);
  bytes.writeUInt16BE(FORMAT_VERSION, 8);
  bytes.writeUInt32BE(salt, 12);
  writeUint64(bytes, 16, position);
  bytes.writeUInt32BE(crc32(bytes.subarray(8), 0), 4);
  return bytes;
}

function decodeSlot(bytes: Buffer): NotedPosition | undefined {
  if (bytes.compare(MAGIC, 0, MAGIC.length, 0, MAGIC.length) !== 0) return undefined;
  if (crc32(bytes.subarray(8), 0) !== bytes.readUInt32BE(4)) return undefined;
  if (bytes.readUInt16BE(8) !== FORMAT_VERSION) return undefined;
  const position = readUint64(bytes, 16);
  return Number.isSafeInteger(position) ? { salt: bytes.readUInt32BE(12), position } : undefined;
}
