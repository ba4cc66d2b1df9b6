// Tells the damage that LMDB notices from all other errors.

import { CheckpointCorruptionError, CheckpointError, type EntityKey } from './checkpoint-error.js';

const DAMAGE = /MDB_(INVALID|CORRUPTED|PAGE_NOTFOUND|VERSION_MISMATCH|BAD_TXN|PANIC|CURSOR_FULL)/;

/** Runs an access to LMDB and gives its errors their place. */
export function guarded<T>(directory: string, access: () => T, table?: string, key?: EntityKey): T {
  try {
    return access();
  } catch (error) {
    if (error instanceof CheckpointError || error instanceof RangeError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    if (DAMAGE.test(detail))
      throw new CheckpointCorruptionError(directory, detail, table, key, { cause: error });
    throw new CheckpointError(`The checkpoint in ${directory} cannot be read: ${detail}`, { cause: error });
  }
}
