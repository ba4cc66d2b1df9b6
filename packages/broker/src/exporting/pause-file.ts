/** Whether exporting of a partition is paused, kept across restarts in `.exporterPaused` (spec 04 §A7). */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode, writeFileAtomically } from '@grevy/log';

export type PausablePhase = 'EXPORTING' | 'PAUSED' | 'SOFT_PAUSED';

const FILE_NAME = '.exporterPaused';

/** No file means exporting, an empty one means paused. */
export async function readPauseFile(partitionDirectory: string): Promise<PausablePhase> {
  const path = join(partitionDirectory, FILE_NAME);
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  switch (content?.trim()) {
    case undefined:
      return 'EXPORTING';
    case '':
    case 'PAUSED':
      return 'PAUSED';
    case 'SOFT_PAUSED':
      return 'SOFT_PAUSED';
    default:
      throw new Error(`${path} must hold PAUSED or SOFT_PAUSED, or not exist.`);
  }
}

export function writePauseFile(partitionDirectory: string, phase: PausablePhase): Promise<void> {
  const path = join(partitionDirectory, FILE_NAME);
  return phase === 'EXPORTING' ? rm(path, { force: true }) : writeFileAtomically(path, phase);
}
