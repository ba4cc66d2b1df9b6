// The first entity of every subgroup of a group: of every process, the subscription that has waited the longest, …

import { NO_TUPLE, SortedTuples } from './sorted-tuples.js';
import { StringIds } from './string-ids.js';
import type { Entity } from './table-codec.js';
import type { TableIndex } from './table-index.js';

/** Where an entity stands: its group, the subgroup in it, and its order within the subgroup. */
export interface GroupPlace {
  readonly group: string;
  readonly subgroup: string;
  readonly order: number;
}

/** Finding the heads costs as much as there are subgroups, however many entities they have. */
export class GroupHeadsIndex<V extends Entity> implements TableIndex<V> {
  readonly #place: (value: V, key: number) => GroupPlace | undefined;
  readonly #members = new SortedTuples(4);
  readonly #groups = new StringIds();
  readonly #subgroups = new StringIds();

  constructor(place: (value: V, key: number) => GroupPlace | undefined) {
    this.#place = place;
  }

  /** The key of the first entity of one subgroup. */
  headOf(group: string, subgroup: string): number | undefined {
    const groupId = this.#groups.find(group);
    const subgroupId = this.#subgroups.find(subgroup);
    if (groupId === undefined || subgroupId === undefined) return undefined;
    const position = this.#members.seek(groupId, subgroupId, -Infinity);
    if (position === NO_TUPLE || this.#members.at(position, 0) !== groupId) return undefined;
    return this.#members.at(position, 1) === subgroupId ? this.#members.at(position, 3) : undefined;
  }

  /** The keys of the first entities of all subgroups, by their order. A copy: the table may change meanwhile. */
  headsOf(group: string): number[] {
    const groupId = this.#groups.find(group);
    if (groupId === undefined) return [];
    const members = this.#members;
    const heads: { readonly order: number; readonly key: number }[] = [];
    let position = members.seek(groupId, 0, -Infinity);
    while (position !== NO_TUPLE && members.at(position, 0) === groupId) {
      heads.push({ order: members.at(position, 2), key: members.at(position, 3) });
      position = members.seek(groupId, members.at(position, 1) + 1, -Infinity);
    }
    // Subgroup numbers depend on history, the order does not.
    return heads.sort((a, b) => a.order - b.order || a.key - b.key).map(({ key }) => key);
  }

  /**
   * The keys of one subgroup from an order on, by their order, one at a time. The table may change between two steps: what is added
   * further on is visited, what was removed is not.
   */
  *keysOf(group: string, subgroup: string, fromOrder = -Infinity): Generator<number, void, undefined> {
    const groupId = this.#groups.find(group);
    const subgroupId = this.#subgroups.find(subgroup);
    if (groupId === undefined || subgroupId === undefined) return;
    const members = this.#members;
    let position = members.seek(groupId, subgroupId, fromOrder);
    while (
      position !== NO_TUPLE &&
      members.at(position, 0) === groupId &&
      members.at(position, 1) === subgroupId
    ) {
      const order = members.at(position, 2);
      const key = members.at(position, 3);
      yield key;
      position = members.seek(groupId, subgroupId, order, key + 1);
    }
  }

  added(key: number, value: V): void {
    const place = this.#place(value, key);
    if (place === undefined) return;
    this.#members.add(
      this.#groups.acquire(place.group),
      this.#subgroups.acquire(place.subgroup),
      place.order,
      key,
    );
  }

  removed(key: number, value: V): void {
    const place = this.#place(value, key);
    if (place === undefined) return;
    const groupId = this.#groups.find(place.group);
    const subgroupId = this.#subgroups.find(place.subgroup);
    if (groupId === undefined || subgroupId === undefined) return;
    if (!this.#members.remove(groupId, subgroupId, place.order, key)) return;
    this.#groups.release(place.group);
    this.#subgroups.release(place.subgroup);
  }

  replaced(key: number, previous: V, value: V): void {
    this.removed(key, previous);
    this.added(key, value);
  }
}
