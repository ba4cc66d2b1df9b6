/**
 * The directory with everything a broker keeps:
 *
 *     format.json                 version of this layout
 *     lock                        held while a process uses the directory
 *     partitions/<id>/log/        segments of the log
 *     partitions/<id>/state/      checkpoints of the state
 *
 * Invariant: at most one process has it open. The lock is one of the operating system on an open file, so it ends with
 * its process however that ends; the process id in the file is only there for the error message.
 */
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { writeFileAtomically } from './atomic-file.js';
import { LogError, systemErrorCode } from './log-error.js';

const DATA_FORMAT_VERSION = 1;

export interface PartitionDirectories {
  readonly root: string;
  readonly log: string;
  readonly state: string;
}

export class DataDirectory {
  readonly #lock: FileHandle;

  private constructor(
    readonly path: string,
    lock: FileHandle,
  ) {
    this.#lock = lock;
  }

  /**
   * Creates the directory if needed, takes the lock and checks the format.
   * @throws {LogError} LOCKED when another process uses it, NEWER_FORMAT, CORRUPT when its format file is unreadable
   */
  static async open(path: string): Promise<DataDirectory> {
    await mkdir(path, { recursive: true });
    const lock = await takeLock(path);
    try {
      await checkFormat(path);
      return new DataDirectory(path, lock);
    } catch (error) {
      await lock.close();
      throw error;
    }
  }

  /** The directories of a partition; they are created. */
  async partition(partitionId: number): Promise<PartitionDirectories> {
    const root = join(this.path, 'partitions', String(partitionId));
    const directories = { root, log: join(root, 'log'), state: join(root, 'state') };
    await mkdir(directories.log, { recursive: true });
    await mkdir(directories.state, { recursive: true });
    return directories;
  }

  /** Gives the directory free for another process. */
  close(): Promise<void> {
    return this.#lock.close();
  }
}

async function takeLock(path: string): Promise<FileHandle> {
  const handle = await open(join(path, 'lock'), 'a+');
  try {
    if (!tryLock(handle.fd)) {
      const owner = (await readFile(join(path, 'lock'), 'utf8').catch(() => '')).trim();
      const holder = owner === '' ? 'another process' : `process ${owner}`;
      throw new LogError(
        'LOCKED',
        `The data directory ${path} is in use by ${holder}. Stop it, or start with another data directory.`,
      );
    }
    await handle.truncate(0);
    await handle.write(`${process.pid}\n`);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function checkFormat(path: string): Promise<void> {
  const file = join(path, 'format.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) {
    await writeFileAtomically(file, `${JSON.stringify({ version: DATA_FORMAT_VERSION })}\n`);
    return;
  }
  const version = formatVersion(text);
  if (version === undefined) {
    throw new LogError(
      'CORRUPT',
      `${file} does not say which format the data has: restore it from a backup.`,
    );
  }
  if (version > DATA_FORMAT_VERSION) {
    throw new LogError(
      'NEWER_FORMAT',
      `The data directory ${path} has format ${version}, this version reads up to ${DATA_FORMAT_VERSION}. ` +
        'Start the version that wrote it, or a newer one.',
    );
  }
}

function formatVersion(text: string): number | undefined {
  try {
    const content: unknown = JSON.parse(text);
    const version: unknown =
      typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined;
    return typeof version === 'number' && Number.isSafeInteger(version) && version > 0 ? version : undefined;
  } catch {
    return undefined;
  }
}
