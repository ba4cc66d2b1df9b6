// How much room the disk must have, and whether it has (spec 15 §6).
import { existsSync, statfsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface DiskWatermarks {
  readonly checkIntervalMs: number;
  /** Below this, commands are refused and processing pauses. */
  readonly processingBytes: number;
  /** Below this, the log should not grow any more. */
  readonly replicationBytes: number;
}

/**
 * Free bytes that a used share of the disk leaves, for the deprecated watermarks.
 * @param directory may be missing: its disk is that of the nearest directory above that exists
 */
export function watermarksOfUsage(directory: string, usedShare: number): number {
  let existing = resolve(directory);
  while (!existsSync(existing)) existing = dirname(existing);
  const { blocks, bsize } = statfsSync(existing);
  return Math.floor((1 - usedShare) * blocks * bsize);
}

export type DiskLevel = 'enough' | 'below-processing' | 'below-replication';

export function diskLevel(freeBytes: number, watermarks: DiskWatermarks): DiskLevel {
  if (freeBytes < watermarks.replicationBytes) return 'below-replication';
  return freeBytes < watermarks.processingBytes ? 'below-processing' : 'enough';
}

/** Bytes that a user without privileges can still write. */
export async function freeBytesOf(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}
