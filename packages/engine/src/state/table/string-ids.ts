// Small numbers for strings that index entries refer to, for as long as they do.
//
// The numbers depend on history, so nothing visible may depend on their order.

import { stringHash } from './string-hash.js';

/** Strings are spread over this many maps, so that growing one of them does not stall. */
const SHARD_COUNT = 256;

interface StringUse {
  readonly id: number;
  count: number;
}

export class StringIds {
  readonly #shards: (Map<string, StringUse> | undefined)[] = [];
  readonly #freeIds: number[] = [];
  #nextId = 0;

  /** The number of `text`; `undefined` when nothing refers to it. */
  find(text: string): number | undefined {
    return this.#shards[stringHash(text) % SHARD_COUNT]?.get(text)?.id;
  }

  /** Adds a reference to `text` and returns its number. */
  acquire(text: string): number {
    const shard = (this.#shards[stringHash(text) % SHARD_COUNT] ??= new Map());
    const use = shard.get(text);
    if (use !== undefined) {
      use.count++;
      return use.id;
    }
    const id = this.#freeIds.pop() ?? this.#nextId++;
    shard.set(text, { id, count: 1 });
    return id;
  }

  /** Takes a reference away that `acquire` added. */
  release(text: string): void {
    const shard = this.#shards[stringHash(text) % SHARD_COUNT];
    const use = shard?.get(text);
    if (shard === undefined || use === undefined || --use.count > 0) return;
    shard.delete(text);
    this.#freeIds.push(use.id);
  }
}
