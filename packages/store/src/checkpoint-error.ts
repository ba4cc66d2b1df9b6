// The errors of the store.

import { join } from 'node:path';
import { DATA_FILE } from './environment.js';

/** A key of an entity, as the tables have it. */
export type EntityKey = number | string;

/** Any error of the store. */
export class CheckpointError extends Error {
  override readonly name: string = 'CheckpointError';
}

/**
 * The checkpoint on disk is not what was written. It is never repaired and nothing of it is used: remove the
 * directory to rebuild the state from the log, or restore a backup when the log does not reach back that far.
 */
export class CheckpointCorruptionError extends CheckpointError {
  override readonly name = 'CheckpointCorruptionError';

  constructor(
    readonly directory: string,
    detail: string,
    readonly table?: string,
    readonly key?: EntityKey,
    options?: ErrorOptions,
  ) {
    const where = table === undefined ? '' : ` in table '${table}'${key === undefined ? '' : `, key ${key}`}`;
    super(
      `The checkpoint in ${join(directory, DATA_FILE)} is corrupted${where}: ${detail}. ` +
        `Stop the server and remove the directory ${directory} to rebuild the state from the log; when the log does not ` +
        'reach back that far, the start says so, and only a backup helps.',
      options,
    );
  }
}

/** The checkpoint was written in a format that this version does not know. */
export class CheckpointFormatError extends CheckpointError {
  override readonly name = 'CheckpointFormatError';

  constructor(
    readonly directory: string,
    readonly found: number,
    readonly supported: number,
  ) {
    super(
      `The checkpoint in ${directory} has format ${found}; this version reads formats up to ${supported}. ` +
        'Start the version that wrote it, or a newer one.',
    );
  }
}

/** A checkpoint could not be written. The one before it stays in force. */
export class CheckpointWriteError extends CheckpointError {
  override readonly name = 'CheckpointWriteError';
}
