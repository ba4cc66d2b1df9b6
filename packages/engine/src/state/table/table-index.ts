// What a table tells its secondary indexes.

import type { Entity } from './table-codec.js';

/**
 * A secondary index: a pure function of the entities of one table, kept up to date by the table itself on
 * every change, undo and load. It refers to entities by key and stays in memory when they are evicted.
 */
export interface TableIndex<V extends Entity> {
  added(key: number, value: V): void;
  removed(key: number, value: V): void;
  replaced(key: number, previous: V, value: V): void;
}
