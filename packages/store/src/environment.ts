// The LMDB environment of a store: one file, one map from entry keys to sealed values.

import { open, type RootDatabase } from 'lmdb';

export type Environment = RootDatabase<Buffer, Buffer>;

/** The file in which LMDB keeps everything. */
export const DATA_FILE = 'data.mdb';

/**
 * Opens the environment; both threads of a store do. Committing waits until everything is on disk: a commit
 * that overlaps with the next transaction would have to be told apart at recovery.
 */
export function openEnvironment(directory: string, mapSizeBytes: number): Environment {
  return open<Buffer, Buffer>({
    path: directory,
    noSubdir: false,
    encoding: 'binary',
    keyEncoding: 'binary',
    overlappingSync: false,
    mapSize: mapSizeBytes,
    maxDbs: 1,
  });
}
