// The one entity that has a name within a scope: the variable `x` of an element instance, …

import { InvariantError } from '../../failure.js';
import { NO_TUPLE, SortedTuples } from './sorted-tuples.js';
import { StringIds } from './string-ids.js';
import type { TableIndex } from './table-index.js';
import type { Entity } from './table-codec.js';

/** A name, unique within its scope. */
export interface ScopedName {
  readonly scopeKey: number;
  readonly name: string;
}

/** Primary keys by scope and name. As cheap for a scope of one name as for a scope of ten thousand. */
export class UniqueIndex<V extends Entity> implements TableIndex<V> {
  readonly #scopedName: (value: V, key: number) => ScopedName | undefined;
  readonly #members = new SortedTuples(3);
  readonly #ids = new StringIds();

  constructor(scopedName: (value: V, key: number) => ScopedName | undefined) {
    this.#scopedName = scopedName;
  }

  /** The key of the entity with that name in that scope. */
  find(scopeKey: number, name: string): number | undefined {
    const id = this.#ids.find(name);
    if (id === undefined) return undefined;
    const members = this.#members;
    const position = members.seek(scopeKey, id, 0);
    if (position === NO_TUPLE || members.at(position, 0) !== scopeKey || members.at(position, 1) !== id) {
      return undefined;
    }
    return members.at(position, 2);
  }

  /** The keys of all entities of a scope, ascending. A copy: the table may change meanwhile. */
  keysOf(scopeKey: number): number[] {
    const members = this.#members;
    const keys: number[] = [];
    let position = members.seek(scopeKey, 0, 0);
    while (position !== NO_TUPLE && members.at(position, 0) === scopeKey) {
      keys.push(members.at(position, 2));
      position = members.next(position);
    }
    // Name numbers depend on history, keys do not.
    return keys.length > 1 ? keys.sort((left, right) => left - right) : keys;
  }

  hasAny(scopeKey: number): boolean {
    const position = this.#members.seek(scopeKey, 0, 0);
    return position !== NO_TUPLE && this.#members.at(position, 0) === scopeKey;
  }

  added(key: number, value: V): void {
    const scoped = this.#scopedName(value, key);
    if (scoped === undefined) return;
    const taken = this.find(scoped.scopeKey, scoped.name);
    if (taken !== undefined) {
      throw new InvariantError(
        `'${scoped.name}' of scope ${scoped.scopeKey} is held by key ${taken}; key ${key} cannot take it`,
      );
    }
    this.#members.add(scoped.scopeKey, this.#ids.acquire(scoped.name), key);
  }

  removed(key: number, value: V): void {
    const scoped = this.#scopedName(value, key);
    if (scoped === undefined) return;
    const id = this.#ids.find(scoped.name);
    // A refused entity is taken back by the undo journal without ever having been added.
    if (id !== undefined && this.#members.remove(scoped.scopeKey, id, key)) this.#ids.release(scoped.name);
  }

  replaced(key: number, previous: V, value: V): void {
    const from = this.#scopedName(previous, key);
    const to = this.#scopedName(value, key);
    if (from?.scopeKey === to?.scopeKey && from?.name === to?.name) return;
    this.removed(key, previous);
    this.added(key, value);
  }
}
