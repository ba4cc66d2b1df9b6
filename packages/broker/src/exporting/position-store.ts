/**
 * Keeps the acknowledged position and metadata of each exporter of a partition.
 *
 * Invariant: what is stored was acknowledged. It may lag behind, then records are exported again, but it never runs
 * ahead. The file is replaced as a whole, so a kill leaves the old content or the new one.
 */
import { readFile } from 'node:fs/promises';
import { systemErrorCode, writeFileAtomically } from '@grevy/log';

export interface StoredPosition {
  /** -1 before the first acknowledgement. */
  readonly position: number;
  readonly metadata: Uint8Array | undefined;
}

export type StoredPositions = ReadonlyMap<string, StoredPosition>;

export interface PositionStore {
  load(): Promise<StoredPositions>;
  save(positions: StoredPositions): Promise<void>;
}

export class FilePositionStore implements PositionStore {
  readonly #path: string;

  /** @param path of the JSON file */
  constructor(path: string) {
    this.#path = path;
  }

  async load(): Promise<StoredPositions> {
    const text = await readFile(this.#path, 'utf8').catch((error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return '{}';
      throw error;
    });
    return new Map(
      Object.entries(parseObject(text, this.#path)).map(([id, entry]) => [id, parseEntry(entry, this.#path)]),
    );
  }

  save(positions: StoredPositions): Promise<void> {
    const content = Object.fromEntries(
      [...positions].map(([id, { position, metadata }]) => [
        id,
        {
          position,
          ...(metadata === undefined ? {} : { metadata: Buffer.from(metadata).toString('base64') }),
        },
      ]),
    );
    return writeFileAtomically(this.#path, `${JSON.stringify(content, undefined, 2)}\n`);
  }
}

/** For a partition whose log does not outlive the process either. */
export class MemoryPositionStore implements PositionStore {
  #positions: StoredPositions = new Map();

  load(): Promise<StoredPositions> {
    return Promise.resolve(this.#positions);
  }

  save(positions: StoredPositions): Promise<void> {
    this.#positions = positions;
    return Promise.resolve();
  }
}

function parseObject(text: string, path: string): object {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  } catch {
    // Reported below, like any other content.
  }
  throw unreadable(path);
}

function parseEntry(entry: unknown, path: string): StoredPosition {
  if (typeof entry !== 'object' || entry === null || !('position' in entry)) throw unreadable(path);
  const { position } = entry;
  const metadata: unknown = 'metadata' in entry ? entry.metadata : undefined;
  if (typeof position !== 'number' || !Number.isSafeInteger(position) || position < -1)
    throw unreadable(path);
  if (metadata !== undefined && typeof metadata !== 'string') throw unreadable(path);
  return { position, metadata: metadata === undefined ? undefined : Buffer.from(metadata, 'base64') };
}

function unreadable(path: string): Error {
  return new Error(
    `${path} is damaged: the positions of the exporters cannot be read. Restore it from a backup, ` +
      'or delete it to export everything that is still in the log again.',
  );
}
