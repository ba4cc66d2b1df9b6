/**
 * The directory with everything a broker keeps:
 *
 *     format.json                 version of this layout, number of partitions
 *     lock                        held while a process uses the directory
 *     partitions/<id>/log/        segments of the log
 *     partitions/<id>/state/      checkpoints of the state
 *
 * Invariants:
 *  1. At most one process has it open. The lock is one of the operating system on an open file, so it ends with its
 *     process however that ends; the process id in the file is only there for the error message.
 *  2. The number of partitions is that of the first start: keys and correlation keys belong to partitions by it.
 */
import { mkdir, open, readdir, readFile, type FileHandle } from 'node:fs/promises';
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
   * @throws {LogError} LOCKED when another process uses it, NEWER_FORMAT, CORRUPT when its format file is unreadable,
   * OTHER_PARTITION_COUNT when it was created with another number of partitions (spec 15 §1)
   */
  static async open(path: string, partitionCount: number): Promise<DataDirectory> {
    await mkdir(path, { recursive: true });
    const lock = await takeLock(path);
    try {
      await checkFormat(path, partitionCount);
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

async function checkFormat(path: string, partitionCount: number): Promise<void> {
  const file = join(path, 'format.json');
  const text = await readFile(file, 'utf8').catch(whenMissing(undefined));
  const format = text === undefined ? { version: DATA_FORMAT_VERSION } : formatOf(text);
  if (format === undefined) {
    throw new LogError(
      'CORRUPT',
      `${file} does not say which format the data has: restore it from a backup.`,
    );
  }
  if (format.version > DATA_FORMAT_VERSION) {
    throw new LogError(
      'NEWER_FORMAT',
      `The data directory ${path} has format ${format.version}, this version reads up to ${DATA_FORMAT_VERSION}. ` +
        'Start the version that wrote it, or a newer one.',
    );
  }
  const existing = format.partitionCount ?? (await countPartitions(path)) ?? partitionCount;
  if (existing !== partitionCount) {
    throw new LogError(
      'OTHER_PARTITION_COUNT',
      `The data directory ${path} was created with ${existing} partition(s), not with ${partitionCount}, and their ` +
        `number cannot change. Start with ${existing}, or with another data directory.`,
    );
  }
  if (format.partitionCount === undefined) {
    const content = { version: DATA_FORMAT_VERSION, partitionsCount: partitionCount };
    await writeFileAtomically(file, `${JSON.stringify(content)}\n`);
  }
}

interface Format {
  readonly version: number;
  /** Undefined in a file that says nothing of it. */
  readonly partitionCount?: number | undefined;
}

function formatOf(text: string): Format | undefined {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content !== 'object' || content === null) return undefined;
    const version = 'version' in content ? positiveInteger(content.version) : undefined;
    if (version === undefined) return undefined;
    if (!('partitionsCount' in content)) return { version };
    const partitionCount = positiveInteger(content.partitionsCount);
    return partitionCount === undefined ? undefined : { version, partitionCount };
  } catch {
    return undefined;
  }
}

function positiveInteger(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Undefined before the first partition is there. */
async function countPartitions(path: string): Promise<number | undefined> {
  const names = await readdir(join(path, 'partitions')).catch(whenMissing([]));
  return positiveInteger(names.filter((name) => /^[1-9]\d*$/.test(name)).length);
}

function whenMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (systemErrorCode(error) === 'ENOENT') return value;
    throw error;
  };
}
