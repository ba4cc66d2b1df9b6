// A table of entities with string keys (process ids, message ids, …). It has no secondary indexes.

import { EntityTable } from './entity-table.js';
import { stringHash } from './string-hash.js';
import type { Entity, TableCodec } from './table-codec.js';
import type { TableContext } from './table-context.js';

/** Strings are spread over this many pages, so that no single map grows so large that its growth stalls. */
const PAGE_COUNT = 256;

export class StringTable<V extends Entity> extends EntityTable<string, string, V> {
  constructor(context: TableContext, name: string, codec: TableCodec<V>) {
    super(context, name, codec, () => new Set<string>());
  }

  protected override isKey(key: number | string): key is string {
    return typeof key === 'string';
  }

  protected override pageNumber(key: string): number {
    return stringHash(key) % PAGE_COUNT;
  }

  protected override slot(key: string): string {
    return key;
  }

  protected override keyAt(_pageNumber: number, slot: string): string {
    return slot;
  }

  protected override changed(): void {
    // Nothing is derived from these entities.
  }
}
