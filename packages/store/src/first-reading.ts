// Survives a checkpoint that is so damaged that reading it kills the process.
//
// A mark stands in the directory from opening until everything was read once. A process that finds the mark
// of another one lets a child process read the checkpoint first: either the other one was only stopped too
// early, or the child dies in its place.

import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckpointCorruptionError } from './checkpoint-error.js';

const MARK_FILE = 'unread';
const VERIFIER = fileURLToPath(new URL('./verify-checkpoint.js', import.meta.url));

/** @throws CheckpointCorruptionError when the last process did not survive reading, and none can. */
export function beginFirstReading(directory: string, mapSizeBytes: number): void {
  const mark = join(directory, MARK_FILE);
  if (existsSync(mark)) requireReadable(directory, mapSizeBytes);
  writeFileSync(mark, '');
}

/** Everything was read. */
export function endFirstReading(directory: string): void {
  rmSync(join(directory, MARK_FILE), { force: true });
}

function requireReadable(directory: string, mapSizeBytes: number): void {
  const child = spawnSync(process.execPath, [VERIFIER, directory, String(mapSizeBytes)], {
    encoding: 'utf8',
  });
  if (child.status === 0) return;
  const detail =
    child.signal === null ? child.stderr.trim() : `reading it ended a process by ${child.signal}`;
  throw new CheckpointCorruptionError(directory, detail);
}
