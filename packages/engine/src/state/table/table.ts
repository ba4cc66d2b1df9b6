// A table of entities with numeric keys and secondary indexes.

import { EntityTable } from './entity-table.js';
import { SlotBitmap } from './slot-set.js';
import type { Entity, TableCodec } from './table-codec.js';
import type { TableContext } from './table-context.js';
import type { TableIndex } from './table-index.js';

/** Keys per page. */
const PAGE_SIZE = 1024;

/** Entities by key (`partition * 2^45 + counter`). Keys of other partitions are fine; few are expected. */
export class Table<V extends Entity> extends EntityTable<number, number, V> {
  readonly #base: number;
  readonly #indexes: readonly TableIndex<V>[];

  constructor(
    context: TableContext,
    name: string,
    codec: TableCodec<V>,
    indexes: readonly TableIndex<V>[] = [],
  ) {
    super(context, name, codec, () => new SlotBitmap(PAGE_SIZE));
    this.#base = context.partitionBase;
    this.#indexes = indexes;
  }

  protected override isKey(key: number | string): key is number {
    return typeof key === 'number';
  }

  protected override pageNumber(key: number): number {
    return Math.floor((key - this.#base) / PAGE_SIZE);
  }

  protected override slot(key: number): number {
    const offset = key - this.#base;
    return offset - Math.floor(offset / PAGE_SIZE) * PAGE_SIZE;
  }

  protected override keyAt(pageNumber: number, slot: number): number {
    return this.#base + pageNumber * PAGE_SIZE + slot;
  }

  protected override changed(key: number, previous: V | undefined, value: V | undefined): void {
    for (const index of this.#indexes) {
      if (previous === undefined) {
        if (value !== undefined) index.added(key, value);
      } else if (value === undefined) {
        index.removed(key, previous);
      } else {
        index.replaced(key, previous, value);
      }
    }
  }
}
