// Checkpoints of the tables of one partition, in one LMDB environment.
//
// Invariants
//  1. A checkpoint is one transaction: its entries, its position and its metadata appear together or not at
//     all, and only when they are on disk.
//  2. No byte is returned that is not the byte that was written.

import { closeSync, fstatSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { CheckpointCorruptionError, CheckpointWriteError, type EntityKey } from './checkpoint-error.js';
import { readHeader, type CheckpointHeader } from './checkpoint-header.js';
import { CheckpointWriter } from './checkpoint-writer.js';
import { guarded } from './corruption.js';
import { recordDataSize, requireReadableDataFile } from './data-file.js';
import { entryKey, isHashed, tablePrefix } from './entry-key.js';
import { isIntact, openHashedValue, openValue } from './entry-value.js';
import { DATA_FILE, openEnvironment, type Environment } from './environment.js';
import { beginFirstReading, endFirstReading } from './first-reading.js';
import { DEFAULT_MAP_SIZE_BYTES } from './limits.js';
import { scanTable } from './table-scan.js';
import { WriterThread } from './writer-thread.js';

export interface CheckpointStoreOptions {
  /** Address space to reserve, in bytes. */
  readonly mapSizeBytes?: number;
}

export class CheckpointStore {
  readonly directory: string;
  readonly #mapSizeBytes: number;
  readonly #environment: Environment;
  readonly #prefixes = new Map<string, Buffer>();
  /** Tables that nobody read yet; when all were, the checkpoint is known to be readable. */
  readonly #unread: Set<string>;
  #header: CheckpointHeader;
  /** The data file, to see its size, which never shrinks; undefined once it is closed. */
  #file: number | undefined;
  #leastBytes: number;
  #thread: WriterThread | undefined;
  #writer: CheckpointWriter | undefined;

  /**
   * Opens the checkpoints in a directory, which is made when it is missing. One process at a time: the caller
   * locks its data directory.
   * @throws CheckpointCorruptionError, CheckpointFormatError, CheckpointError
   */
  static open(directory: string, options: CheckpointStoreOptions = {}): CheckpointStore {
    return new CheckpointStore(directory, options.mapSizeBytes ?? DEFAULT_MAP_SIZE_BYTES);
  }

  private constructor(directory: string, mapSizeBytes: number) {
    this.directory = directory;
    this.#mapSizeBytes = mapSizeBytes;
    mkdirSync(directory, { recursive: true });
    requireReadableDataFile(directory);
    beginFirstReading(directory, mapSizeBytes);
    [this.#environment, this.#header] = guarded(directory, () => {
      const environment = openEnvironment(directory, mapSizeBytes);
      // A process that was killed leaves its readers behind, which would keep old pages from being reused.
      environment.readerCheck();
      return [environment, readHeader(environment, directory)];
    });
    this.#file = openSync(join(directory, DATA_FILE), 'r');
    this.#leastBytes = this.sizeBytes;
    this.#unread = new Set(this.#header.tables.keys());
    this.#noteRead();
  }

  /** Size of the file with the checkpoint; 0 once it is closed. */
  get sizeBytes(): number {
    return this.#file === undefined ? 0 : fstatSync(this.#file).size;
  }

  /** The position of the log that the newest checkpoint reflects; 0 when there is none. */
  get position(): number {
    return this.#header.position;
  }

  /** What the newest checkpoint was committed with; empty when there is none. */
  get metadata(): Uint8Array {
    return this.#header.metadata;
  }

  /** The tables of the newest checkpoint. */
  get tables(): string[] {
    return [...this.#header.tables.keys()];
  }

  /**
   * The bytes of one entity in the newest checkpoint; `undefined` when it is not there.
   * @throws CheckpointCorruptionError when they are damaged.
   */
  read(table: string, key: EntityKey): Uint8Array | undefined {
    this.#requireWholeFile();
    const storedKey = entryKey(this.#prefix(table), key);
    const sealed = guarded(this.directory, () => this.#environment.getBinary(storedKey), table, key);
    if (sealed === undefined) return undefined;
    if (!isIntact(storedKey, sealed)) {
      throw new CheckpointCorruptionError(this.directory, 'a value does not match its checksum', table, key);
    }
    return isHashed(key) ? openHashedValue(sealed).bytes : openValue(sealed);
  }

  /**
   * All entities of a table in the newest checkpoint; numeric keys ascend.
   * @throws CheckpointCorruptionError at a damaged entity, or at the end when some are missing.
   */
  *scan(table: string): Generator<readonly [EntityKey, Uint8Array]> {
    const summary = this.#header.tables.get(table);
    if (summary === undefined) return;
    const entities = scanTable(this.#environment, this.directory, table, summary);
    const next = (): IteratorResult<readonly [EntityKey, Uint8Array]> =>
      guarded(this.directory, () => entities.next(), table);
    for (let step = next(); step.done !== true; step = next()) yield step.value;
    this.#unread.delete(table);
    this.#noteRead();
  }

  /** Starts the next checkpoint. @throws CheckpointWriteError while another one is written. */
  begin(): CheckpointWriter {
    if (this.#writer !== undefined) throw new CheckpointWriteError('A checkpoint is already being written');
    if (this.#thread?.isAlive !== true) this.#thread = new WriterThread(this.directory, this.#mapSizeBytes);
    this.#writer = new CheckpointWriter(this.#thread, (isCommitted) => {
      this.#writer = undefined;
      if (isCommitted) this.#showNewest();
    });
    return this.#writer;
  }

  /** Copies the newest checkpoint, compacted, into another directory, which must be empty or missing. */
  async backup(directory: string): Promise<void> {
    mkdirSync(directory, { recursive: true });
    await this.#environment.backup(directory, true);
  }

  /** Drops a checkpoint that is being written and closes the files. */
  async close(): Promise<void> {
    await this.#writer?.abort();
    await this.#thread?.close();
    await this.#environment.close();
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #showNewest(): void {
    this.#environment.resetReadTxn();
    this.#header = readHeader(this.#environment, this.directory);
    recordDataSize(this.directory);
    this.#leastBytes = this.sizeBytes;
  }

  /** The file is mapped into memory: reading what was cut off would kill the process. */
  #requireWholeFile(): void {
    const { sizeBytes } = this;
    if (this.#file === undefined || sizeBytes >= this.#leastBytes) return;
    throw new CheckpointCorruptionError(
      this.directory,
      `the file was cut off at ${sizeBytes} bytes and had ${this.#leastBytes}`,
    );
  }

  #prefix(table: string): Buffer {
    let prefix = this.#prefixes.get(table);
    if (prefix === undefined) this.#prefixes.set(table, (prefix = tablePrefix(table)));
    return prefix;
  }

  #noteRead(): void {
    if (this.#unread.size === 0) endFirstReading(this.directory);
  }
}
