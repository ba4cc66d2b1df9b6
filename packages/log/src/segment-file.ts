/** One open segment file. The seam through which tests and simulations let a disk fail. */
import { writevSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { MAX_BLOCKING_WRITE_BYTES } from './limits.js';

export interface SegmentFile {
  /** Reads up to `target.length` bytes; fewer only at the end of the file. */
  read(target: Buffer, offset: number): Promise<number>;
  /** Writes all parts one after the other, beginning at `offset`. */
  write(parts: readonly Uint8Array[], offset: number): Promise<void>;
  /** Makes what was written durable (fdatasync). */
  sync(): Promise<void>;
  size(): Promise<number>;
  /** Sets the length; what is added reads as zeros and takes no space yet. */
  truncate(byteLength: number): Promise<void>;
  close(): Promise<void>;
}

/** `create` fails when the file exists. */
export type SegmentAccess = 'read' | 'write' | 'create';

export type OpenSegmentFile = (path: string, access: SegmentAccess) => Promise<SegmentFile>;

const OPEN_FLAGS: Record<SegmentAccess, string> = { read: 'r', write: 'r+', create: 'wx+' };

export const openSegmentFile: OpenSegmentFile = async (path, access) => {
  const handle = await open(path, OPEN_FLAGS[access]);
  return {
    async read(target, offset) {
      let filled = 0;
      while (filled < target.length) {
        const { bytesRead } = await handle.read(target, filled, target.length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled;
    },
    async write(parts, offset) {
      let rest = parts;
      let at = offset;
      // A small write only copies into the system's cache: that takes less time than a way to another thread and back.
      const blocks = byteLengthOf(parts) <= MAX_BLOCKING_WRITE_BYTES;
      while (rest.length > 0) {
        const bytesWritten = blocks
          ? writevSync(handle.fd, rest, at)
          : (await handle.writev(rest, at)).bytesWritten;
        at += bytesWritten;
        rest = withoutPrefix(rest, bytesWritten);
      }
    },
    sync: () => handle.datasync(),
    size: async () => (await handle.stat()).size,
    truncate: (byteLength) => handle.truncate(byteLength),
    close: () => handle.close(),
  };
};

function byteLengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** What is left of `parts` after their first `byteLength` bytes: a write may stop early. */
function withoutPrefix(parts: readonly Uint8Array[], byteLength: number): readonly Uint8Array[] {
  let skip = byteLength;
  const rest: Uint8Array[] = [];
  for (const part of parts) {
    if (skip >= part.length) {
      skip -= part.length;
    } else {
      rest.push(skip === 0 ? part : part.subarray(skip));
      skip = 0;
    }
  }
  return rest;
}
