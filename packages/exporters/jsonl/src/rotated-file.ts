/**
 * A text file that is begun anew when it has grown large; the full ones are kept as `<path>.1`, `<path>.2`, … in the
 * order of time.
 *
 * Invariant: after a start the file ends with a whole line. What a killed process left of a line is cut; the record
 * of that line was not acknowledged and comes again.
 */
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

export interface RotatedFileOptions {
  readonly path: string;
  readonly maxFileBytes: number;
  /** 0 keeps all. */
  readonly maxFiles: number;
}

const LINE_FEED = 0x0a;
const TAIL_BYTES = 64 * 1024;

export class RotatedFile {
  readonly #options: RotatedFileOptions;
  #handle: FileHandle;
  #size: number;
  /** A failed write may have left a part of a line behind `#size`. */
  #torn = false;

  private constructor(options: RotatedFileOptions, handle: FileHandle, size: number) {
    this.#options = options;
    this.#handle = handle;
    this.#size = size;
  }

  static async open(options: RotatedFileOptions): Promise<RotatedFile> {
    await mkdir(dirname(options.path), { recursive: true });
    const handle = await open(options.path, 'a+');
    try {
      const size = await sizeOfWholeLines(handle);
      await handle.truncate(size);
      return new RotatedFile(options, handle, size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Appends whole lines, each with its line feed. They are durable after the next `sync`. */
  async append(lines: string): Promise<void> {
    const bytes = Buffer.from(lines);
    if (this.#size > 0 && this.#size + bytes.length > this.#options.maxFileBytes) await this.#rotate();
    if (this.#torn) await this.#handle.truncate(this.#size);
    this.#torn = true;
    await this.#handle.appendFile(bytes);
    this.#torn = false;
    this.#size += bytes.length;
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #rotate(): Promise<void> {
    const { path, maxFiles } = this.#options;
    await this.#handle.sync();
    const rotated = await rotatedNumbers(path);
    // It is missing when an attempt before could not begin the new file, on a full disk for instance.
    await rename(path, `${path}.${(rotated.at(-1) ?? 0) + 1}`).catch(unlessMissing);
    const full = this.#handle;
    this.#handle = await open(path, 'a+');
    this.#size = 0;
    await full.close();
    await syncDirectory(dirname(path));
    if (maxFiles === 0) return;
    const surplus = rotated.slice(0, Math.max(rotated.length + 1 - maxFiles, 0));
    for (const number of surplus) await rm(`${path}.${number}`, { force: true });
  }
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

/** Numbers of the full files, ascending. */
async function rotatedNumbers(path: string): Promise<readonly number[]> {
  const prefix = `${basename(path)}.`;
  return (await readdir(dirname(path)))
    .filter((name) => name.startsWith(prefix) && /^[1-9]\d*$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .sort((a, b) => a - b);
}

/** Makes the new names durable. Windows has no such call and needs none. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Length of the file up to and including its last line feed. */
async function sizeOfWholeLines(handle: FileHandle): Promise<number> {
  let end = (await handle.stat()).size;
  while (end > 0) {
    const start = Math.max(0, end - TAIL_BYTES);
    const tail = Buffer.alloc(end - start);
    await handle.read(tail, 0, tail.length, start);
    const lastLineFeed = tail.lastIndexOf(LINE_FEED);
    if (lastLineFeed !== -1) return start + lastLineFeed + 1;
    end = start;
  }
  return 0;
}
