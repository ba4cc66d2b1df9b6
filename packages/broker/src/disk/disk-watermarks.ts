// How much room the disk must have, and whether it has (spec 15 §6).
import { statfs } from 'node:fs/promises';

export interface DiskWatermarks {
  readonly checkIntervalMs: number;
  /** Below this, commands are refused and processing pauses. */
  readonly processingBytes: number;
  /** Below this, the log should not grow any more. */
  readonly replicationBytes: number;
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
