// The whole state of one partition: its named tables, their journal, their checkpoints.

import type { ColdReader } from './cold-reader.js';
import type { StoredTable, TableChange } from './stored-table.js';
import { InvariantError } from '../../failure.js';
import { StringTable } from './string-table.js';
import type { Entity, TableCodec } from './table-codec.js';
import type { TableContext } from './table-context.js';
import type { TableIndex } from './table-index.js';
import { Table } from './table.js';
import { UndoJournal } from './undo-journal.js';

export interface TableSetOptions {
  /** The key just below the first key of the partition: `partition * 2^45`. */
  readonly partitionBase: number;
  /** Collects changes for checkpoints. Without it nothing can be stored or evicted. Default: false. */
  readonly tracksChanges?: boolean;
  /** Where evicted entities are read back from. Without it nothing is evicted. */
  readonly coldReader?: ColdReader;
  /** How many entities may stay in memory before clean ones are evicted. Default: no limit. */
  readonly hotLimit?: number;
}

/** A slice of a checkpoint: changes of one table. */
export interface TableChanges {
  readonly table: string;
  readonly changes: readonly TableChange<number | string>[];
}

/** Pages that were used since this many checkpoints began stay in memory. */
const EVICTION_AGE_CHECKPOINTS = 2;

/**
 * All tables of one partition.
 *
 * A checkpoint goes `beginCheckpoint`, `nextChanges` until it gives nothing, `endCheckpoint`. All three are
 * called between batches; any number of batches may run in between.
 */
export class TableSet {
  readonly journal = new UndoJournal();
  readonly #context: TableContext & { epoch: number };
  readonly #hotLimit: number;
  readonly #tables = new Map<string, StoredTable>();
  /** The tables whose frozen changes have not all been given; `undefined` when no checkpoint is written. */
  #unwritten: StoredTable[] | undefined;

  constructor(options: TableSetOptions) {
    this.#context = {
      journal: this.journal,
      partitionBase: options.partitionBase,
      tracksChanges: options.tracksChanges ?? false,
      coldReader: options.coldReader,
      epoch: 0,
    };
    this.#hotLimit = options.hotLimit ?? Infinity;
  }

  /** Adds a table with numeric keys. Its name is its name in checkpoints for ever. */
  table<V extends Entity>(
    name: string,
    codec: TableCodec<V>,
    indexes: readonly TableIndex<V>[] = [],
  ): Table<V> {
    return this.#register(new Table(this.#context, name, codec, indexes));
  }

  /** Adds a table with string keys. Its name is its name in checkpoints for ever. */
  stringTable<V extends Entity>(name: string, codec: TableCodec<V>): StringTable<V> {
    return this.#register(new StringTable(this.#context, name, codec));
  }

  /** How many entities are held in memory. */
  get hotCount(): number {
    let count = 0;
    for (const table of this.#tables.values()) count += table.hotCount;
    return count;
  }

  /** Freezes the changes of all tables. @throws InvariantError inside a batch or during a checkpoint. */
  beginCheckpoint(): void {
    if (!this.journal.isEmpty) throw new InvariantError('A checkpoint cannot begin inside a batch');
    if (this.#unwritten !== undefined) throw new InvariantError('A checkpoint is already being written');
    for (const table of this.#tables.values()) table.beginCheckpoint();
    this.#unwritten = [...this.#tables.values()];
    this.#context.epoch++;
  }

  /** The next frozen changes, about `maxEntries` (a page more at most); `undefined` when all were given. */
  nextChanges(maxEntries: number): TableChanges | undefined {
    if (this.#unwritten === undefined) throw new InvariantError('No checkpoint is being written');
    for (let table = this.#unwritten[0]; table !== undefined; table = this.#unwritten[0]) {
      const changes = table.nextChanges(maxEntries);
      if (changes.length > 0) return { table: table.name, changes };
      this.#unwritten.shift();
    }
    return undefined;
  }

  /** Ends the checkpoint: `succeeded` when the store holds it durably. */
  endCheckpoint(succeeded: boolean): void {
    if (this.#unwritten === undefined) throw new InvariantError('No checkpoint is being written');
    for (const table of this.#tables.values()) table.endCheckpoint(succeeded);
    this.#unwritten = undefined;
  }

  /** Takes one entity of a checkpoint at recovery. It stays in memory while the hot limit allows. */
  load(tableName: string, key: number | string, bytes: Uint8Array): void {
    const table = this.#tables.get(tableName);
    if (table === undefined) throw new InvariantError(`The checkpoint has an unknown table '${tableName}'`);
    const keep = this.#context.coldReader === undefined || this.hotCount < this.#hotLimit;
    table.load(key, bytes, keep);
  }

  /**
   * Drops up to about `maxEntities` entities above the hot limit from memory: such that are in the newest
   * checkpoint and were not used lately. Returns how many went.
   */
  evict(maxEntities: number): number {
    if (this.#context.coldReader === undefined) return 0;
    const unusedSince = this.#context.epoch - EVICTION_AGE_CHECKPOINTS + 1;
    let evicted = 0;
    let excess = Math.min(maxEntities, this.hotCount - this.#hotLimit);
    for (const table of this.#tables.values()) {
      if (excess <= 0) break;
      const count = table.evict(excess, unusedSince);
      evicted += count;
      excess -= count;
    }
    return evicted;
  }

  /** Every entity as bytes, by table and key in ascending order: equal states give equal dumps. */
  dump(): Map<string, Map<number | string, Uint8Array>> {
    const dump = new Map<string, Map<number | string, Uint8Array>>();
    for (const table of this.#tables.values()) dump.set(table.name, table.dump());
    return dump;
  }

  #register<T extends StoredTable>(table: T): T {
    if (this.#tables.has(table.name)) throw new InvariantError(`There are two tables '${table.name}'`);
    this.#tables.set(table.name, table);
    return table;
  }
}
