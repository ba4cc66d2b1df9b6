// The entities that become due, in the order in which they do: timers, job deadlines, message expiry, …

import { NO_TUPLE, SortedTuples, type TuplePosition } from './sorted-tuples.js';
import type { TableIndex } from './table-index.js';
import type { Entity } from './table-codec.js';

/** What an index sorts by: one to three numbers, compared from the first on; the key decides ties. */
export type DueOrder = readonly [number] | readonly [number, number] | readonly [number, number, number];

/** Primary keys by a due order. Entities whose order is `undefined` are not due and left out. */
export class DueIndex<V extends Entity> implements TableIndex<V> {
  readonly #order: (value: V, key: number) => DueOrder | undefined;
  readonly #members = new SortedTuples(4);

  constructor(order: (value: V, key: number) => DueOrder | undefined) {
    this.#order = order;
  }

  /** The first number of the order of the earliest entity: when something is due next. */
  get earliest(): number | undefined {
    const position = this.#members.first();
    return position === NO_TUPLE ? undefined : this.#members.at(position, 0);
  }

  /** The first number of the order of the earliest entity above a bound. */
  earliestAfter(bound: number): number | undefined {
    const position = this.#members.seek(bound, Infinity, Infinity, Infinity);
    return position === NO_TUPLE ? undefined : this.#members.at(position, 0);
  }

  /**
   * The keys whose first order number is at most `bound`, in due order, one at a time. The table may change
   * between two steps: what is added further on is visited, what was removed is not.
   */
  *dueKeys(bound: number): Generator<number, void, undefined> {
    const members = this.#members;
    let position: TuplePosition = members.first();
    while (position !== NO_TUPLE && members.at(position, 0) <= bound) {
      const first = members.at(position, 0);
      const second = members.at(position, 1);
      const third = members.at(position, 2);
      const key = members.at(position, 3);
      const version = members.version;
      yield key;
      position =
        members.version === version ? members.next(position) : members.seek(first, second, third, key + 1);
    }
  }

  added(key: number, value: V): void {
    const order = this.#order(value, key);
    if (order !== undefined) this.#members.add(order[0], order[1] ?? 0, order[2] ?? 0, key);
  }

  removed(key: number, value: V): void {
    const order = this.#order(value, key);
    if (order !== undefined) this.#members.remove(order[0], order[1] ?? 0, order[2] ?? 0, key);
  }

  replaced(key: number, previous: V, value: V): void {
    const from = this.#order(previous, key);
    const to = this.#order(value, key);
    if (from?.[0] === to?.[0] && from?.[1] === to?.[1] && from?.[2] === to?.[2]) return;
    this.removed(key, previous);
    this.added(key, value);
  }
}
