// The entities that share a property: the jobs of a type, the children of an element instance, …

import { NO_TUPLE, SortedTuples } from './sorted-tuples.js';
import { StringIds } from './string-ids.js';
import type { TableIndex } from './table-index.js';
import type { Entity } from './table-codec.js';

/**
 * Primary keys by group, ascending within each group.
 *
 * `group` must be a pure function of the entity; entities without a group (`undefined`) are left out. Several
 * properties make one string group when they are joined by a character that none of them can contain.
 */
export class GroupIndex<V extends Entity, G extends string | number> implements TableIndex<V> {
  readonly #group: (value: V, key: number) => G | undefined;
  readonly #members = new SortedTuples(2);
  readonly #ids = new StringIds();

  constructor(group: (value: V, key: number) => G | undefined) {
    this.#group = group;
  }

  /** The smallest key of the group that is not below `fromKey`. */
  first(group: G, fromKey = 0): number | undefined {
    const id = this.#find(group);
    if (id === undefined) return undefined;
    const position = this.#members.seek(id, fromKey);
    if (position === NO_TUPLE || this.#members.at(position, 0) !== id) return undefined;
    return this.#members.at(position, 1);
  }

  /**
   * The keys of the group from `fromKey` on, ascending, one at a time. The table may change between two steps:
   * keys added further on are visited, removed ones are not.
   */
  *keysOf(group: G, fromKey = 0): Generator<number, void, undefined> {
    let key = this.first(group, fromKey);
    while (key !== undefined) {
      yield key;
      key = this.first(group, key + 1);
    }
  }

  isEmpty(group: G): boolean {
    return this.first(group) === undefined;
  }

  added(key: number, value: V): void {
    this.#add(this.#group(value, key), key);
  }

  removed(key: number, value: V): void {
    this.#remove(this.#group(value, key), key);
  }

  replaced(key: number, previous: V, value: V): void {
    const from = this.#group(previous, key);
    const to = this.#group(value, key);
    if (from === to) return;
    this.#remove(from, key);
    this.#add(to, key);
  }

  #find(group: G): number | undefined {
    return typeof group === 'string' ? this.#ids.find(group) : Number(group);
  }

  #add(group: G | undefined, key: number): void {
    if (group === undefined) return;
    this.#members.add(typeof group === 'string' ? this.#ids.acquire(group) : Number(group), key);
  }

  #remove(group: G | undefined, key: number): void {
    if (group === undefined) return;
    const id = this.#find(group);
    if (id === undefined || !this.#members.remove(id, key)) return;
    if (typeof group === 'string') this.#ids.release(group);
  }
}
