// Whether processing of a partition is paused, kept across restarts by a file that is there or not (spec 15 §11).
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode, writeFileAtomically } from '@grevy/log';

const FILE_NAME = '.processorPaused';

export async function isProcessingPaused(partitionDirectory: string): Promise<boolean> {
  return stat(join(partitionDirectory, FILE_NAME)).then(
    () => true,
    (error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}

export async function storeProcessingPaused(partitionDirectory: string, isPaused: boolean): Promise<void> {
  const path = join(partitionDirectory, FILE_NAME);
  if (isPaused) await writeFileAtomically(path, '');
  else await rm(path, { force: true });
}
