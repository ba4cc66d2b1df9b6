/** A local log in a directory that is removed after the test, with its files within reach. */
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { LocalLog, type LocalLogOptions } from '../src/local-log.js';

export const SMALL_SEGMENT = 4096;

export interface TemporaryLog {
  readonly directory: string;
  open(options?: Partial<LocalLogOptions>): Promise<LocalLog>;
  files(kind: 'segment' | 'spare'): Promise<readonly string[]>;
  read(file: string): Promise<Buffer>;
  write(file: string, bytes: Buffer): Promise<void>;
  /** The file as a power failure leaves it; the note of what was durable was not yet written back. */
  powerFails(file: string, bytes: Buffer): Promise<void>;
}

export async function temporaryLog(): Promise<TemporaryLog> {
  const directory = await mkdtemp(join(tmpdir(), 'grevy-log-'));
  const opened: LocalLog[] = [];
  onTestFinished(async () => {
    await Promise.all(opened.map((log) => log.close()));
    await rm(directory, { recursive: true });
  });
  return {
    directory,
    async open(options = {}) {
      const log = await LocalLog.open({ directory, partitionId: 1, segmentBytes: SMALL_SEGMENT, ...options });
      opened.push(log);
      return log;
    },
    files: async (kind) => (await readdir(directory)).filter((name) => name.startsWith(kind)).sort(),
    read: (file) => readFile(join(directory, file)),
    write: (file, bytes) => writeFile(join(directory, file), bytes),
    async powerFails(file, bytes) {
      await writeFile(join(directory, file), bytes);
      await rm(join(directory, 'durable-note'), { force: true });
    },
  };
}

/** Where the batches of a segment begin and how long they are, marks included. */
export function batchesIn(
  segment: Buffer,
): readonly { offset: number; byteLength: number; recordCount: number }[] {
  const batches = [];
  let offset = 64;
  while (segment.readUInt32BE(offset) === 0xf5475242) {
    const byteLength = 72 + segment.readUInt32BE(offset + 12);
    batches.push({ offset, byteLength, recordCount: segment.readUInt32BE(offset + 48) });
    offset += byteLength;
  }
  return batches;
}

/** A copy with one bit changed. */
export function withFlippedBit(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = bit >> 3;
  copy[index] = (copy[index] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
