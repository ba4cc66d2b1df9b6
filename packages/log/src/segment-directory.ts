/**
 * Names of the files of one log: `segment-<number>.log` hold the log, `spare-<number>.log` wait for use.
 * Ten digits, so that a listing sorts.
 */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const SEGMENT = /^segment-(\d{10})\.log$/;
const SPARE = /^spare-(\d{10})\.log$/;

export function segmentName(segmentNumber: number): string {
  return `segment-${String(segmentNumber).padStart(10, '0')}.log`;
}

export function segmentPath(directory: string, segmentNumber: number): string {
  return join(directory, segmentName(segmentNumber));
}

export function sparePath(directory: string, spareNumber: number): string {
  return join(directory, `spare-${String(spareNumber).padStart(10, '0')}.log`);
}

/** Numbers of the segments and of the spare files, ascending. */
export async function listSegmentDirectory(
  directory: string,
): Promise<{ readonly segments: readonly number[]; readonly spares: readonly number[] }> {
  const names = await readdir(directory);
  return { segments: numbersOf(names, SEGMENT), spares: numbersOf(names, SPARE) };
}

function numbersOf(names: readonly string[], pattern: RegExp): readonly number[] {
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** Makes created, renamed and deleted files of a directory durable. Windows has no such call and needs none. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
