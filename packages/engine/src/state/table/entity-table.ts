// What tables of numeric and of string keys have in common: values in pages, undo, checkpoints, eviction.
//
// Invariants
//  1. Values are immutable. A change replaces the value, so a reference kept for undo or for a checkpoint
//     stays what it was.
//  2. Every change goes through `#apply`, which keeps size, dirtiness, frozen values and indexes in step.
//  3. A checkpoint contains exactly the values at the moment it began, whatever happens while it is written.

import { InvariantError } from '../../failure.js';
import { Page, type Generation } from './page.js';
import type { SlotSet } from './slot-set.js';
import type { StoredTable, TableChange } from './stored-table.js';
import type { Entity, TableCodec } from './table-codec.js';
import type { TableContext } from './table-context.js';
import type { Undoable } from './undo-journal.js';

/** Pages that one call of `evict` looks at: it never takes long, and the next one goes on where it ended. */
const PAGES_PER_SWEEP = 256;

export abstract class EntityTable<K extends number | string, S extends number | string, V extends Entity>
  implements Undoable, StoredTable
{
  readonly name: string;
  readonly #context: TableContext;
  readonly #codec: TableCodec<V>;
  readonly #pages = new Map<number, Page<S, V>>();
  readonly #newSlotSet: () => SlotSet<S>;
  #recentPage: Page<S, V> | undefined;
  #keptPage: Page<S, V> | undefined;
  #size = 0;
  #hotCount = 0;

  readonly #undoKeys: K[] = [];
  readonly #undoValues: (V | undefined)[] = [];
  #undoDepth = 0;

  #generation: Generation = 0;
  readonly #dirtyPages: [Page<S, V>[], Page<S, V>[]] = [[], []];
  /** Index of the next frozen page to encode; `undefined` when no checkpoint is being written. */
  #nextFrozenPage: number | undefined;
  #sweep: Iterator<Page<S, V>> | undefined;

  protected constructor(
    context: TableContext,
    name: string,
    codec: TableCodec<V>,
    newSlotSet: () => SlotSet<S>,
  ) {
    this.#context = context;
    this.name = name;
    this.#codec = codec;
    this.#newSlotSet = newSlotSet;
  }

  protected abstract isKey(key: number | string): key is K;
  /** The number of the page that holds `key`. */
  protected abstract pageNumber(key: K): number;
  /** The place of `key` within its page. */
  protected abstract slot(key: K): S;
  /** The inverse of `pageNumber` and `slot`. */
  protected abstract keyAt(pageNumber: number, slot: S): K;
  /** Called after each change; at least one of the two values is present. */
  protected abstract changed(key: K, previous: V | undefined, value: V | undefined): void;

  /** How many entities the table holds, evicted ones included. */
  get size(): number {
    return this.#size;
  }

  /** How many entities are held in memory. */
  get hotCount(): number {
    return this.#hotCount;
  }

  get(key: K): V | undefined {
    const page = this.#page(this.pageNumber(key));
    return page === undefined ? undefined : this.#read(page, this.slot(key), key);
  }

  /** The entity of a key that must exist. @throws InvariantError when it does not. */
  getOrThrow(key: K): V {
    const value = this.get(key);
    if (value === undefined) throw new InvariantError(`Table '${this.name}' holds nothing under key ${key}`);
    return value;
  }

  has(key: K): boolean {
    const page = this.#page(this.pageNumber(key));
    if (page === undefined) return false;
    const slot = this.slot(key);
    return page.hot.has(slot) || page.isEvicted(slot);
  }

  /** Adds an entity under a new key. @throws InvariantError when the key is taken. */
  insert(key: K, value: V): void {
    if (this.has(key)) throw new InvariantError(`Table '${this.name}' already holds key ${key}`);
    this.#change(key, undefined, value);
  }

  /** Adds or replaces an entity. */
  put(key: K, value: V): void {
    const previous = this.get(key);
    if (previous !== value) this.#change(key, previous, value);
  }

  /** Replaces an entity that must exist by what `change` makes of it, and returns that. */
  update(key: K, change: (value: V) => V): V {
    const previous = this.getOrThrow(key);
    const value = change(previous);
    if (previous !== value) this.#change(key, previous, value);
    return value;
  }

  /** Removes an entity and returns it; `undefined` when there was none. */
  delete(key: K): V | undefined {
    const previous = this.get(key);
    if (previous !== undefined) this.#change(key, previous, undefined);
    return previous;
  }

  /** All entities, in no particular order; reads evicted ones back. For tests and comparison. */
  *entries(): Generator<readonly [K, V]> {
    for (const page of this.#pages.values()) {
      for (const slot of new Set([...page.hot.keys(), ...page.stored])) {
        const key = this.keyAt(page.number, slot);
        const value = this.#read(page, slot, key);
        if (value !== undefined) yield [key, value];
      }
    }
  }

  dump(): Map<K, Uint8Array> {
    const sorted = [...this.entries()].sort(([left], [right]) => (left < right ? -1 : 1));
    return new Map(sorted.map(([key, value]) => [key, this.#codec.encode(value)]));
  }

  undoLast(): void {
    const depth = --this.#undoDepth;
    const key = this.#undoKeys[depth];
    if (key === undefined) throw new InvariantError(`Table '${this.name}' has nothing to undo`);
    const previous = this.#undoValues[depth];
    this.#undoValues[depth] = undefined;
    this.#apply(key, this.get(key), previous);
  }

  forgetChanges(): void {
    // The stacks keep their capacity; only the references are dropped.
    this.#undoValues.fill(undefined, 0, this.#undoDepth);
    this.#undoDepth = 0;
  }

  beginCheckpoint(): void {
    if (this.#nextFrozenPage !== undefined) throw new InvariantError('A checkpoint is already being written');
    this.#generation = this.#frozenGeneration;
    this.#nextFrozenPage = 0;
  }

  nextChanges(maxEntries: number): TableChange<K>[] {
    if (this.#nextFrozenPage === undefined) throw new InvariantError('No checkpoint is being written');
    const pages = this.#dirtyPages[this.#frozenGeneration];
    const changes: TableChange<K>[] = [];
    while (changes.length < maxEntries) {
      const page = pages[this.#nextFrozenPage];
      if (page === undefined) break;
      this.#nextFrozenPage++;
      this.#encodePage(page, changes);
    }
    return changes;
  }

  endCheckpoint(succeeded: boolean): void {
    if (this.#nextFrozenPage === undefined) throw new InvariantError('No checkpoint is being written');
    const frozen = this.#frozenGeneration;
    for (const page of this.#dirtyPages[frozen]) {
      if (!succeeded) this.#refreeze(page);
      page.dirty[frozen].clear();
      page.listed[frozen] = false;
      page.encoded = false;
      page.preserved = undefined;
      this.#dropIfEmpty(page);
    }
    this.#dirtyPages[frozen] = [];
    this.#nextFrozenPage = undefined;
  }

  load(key: number | string, bytes: Uint8Array, keep: boolean): void {
    if (!this.isKey(key)) throw new InvariantError(`Table '${this.name}' has no keys like ${key}`);
    const page = this.#pageOrNew(this.pageNumber(key));
    const slot = this.slot(key);
    const value = this.#codec.decode(bytes);
    page.stored.add(slot);
    if (keep) {
      page.hot.set(slot, value);
      this.#hotCount++;
    }
    this.#size++;
    this.changed(key, undefined, value);
  }

  evict(maxEntities: number, epoch: number): number {
    let evicted = 0;
    const pageCount = Math.min(this.#pages.size, PAGES_PER_SWEEP);
    for (let looked = 0; looked < pageCount && evicted < maxEntities; looked++) {
      this.#sweep ??= this.#pages.values();
      const next = this.#sweep.next();
      if (next.done === true) {
        this.#sweep = undefined;
      } else if (next.value.lastUse < epoch) {
        evicted += this.#evictPage(next.value);
      }
    }
    return evicted;
  }

  get #frozenGeneration(): Generation {
    return this.#generation === 0 ? 1 : 0;
  }

  #page(number: number): Page<S, V> | undefined {
    const recent = this.#recentPage;
    const page = recent?.number === number ? recent : this.#pages.get(number);
    if (page === undefined) return undefined;
    this.#recentPage = page;
    return page;
  }

  #pageOrNew(number: number): Page<S, V> {
    const existing = this.#page(number);
    if (existing !== undefined) return existing;
    const page = new Page<S, V>(number, this.#newSlotSet);
    this.#pages.set(number, page);
    this.#recentPage = page;
    return page;
  }

  #read(page: Page<S, V>, slot: S, key: K): V | undefined {
    page.lastUse = this.#context.epoch;
    const value = page.hot.get(slot);
    if (value !== undefined) return value;
    return page.isEvicted(slot) ? this.#readBack(page, slot, key) : undefined;
  }

  #readBack(page: Page<S, V>, slot: S, key: K): V {
    const bytes = this.#context.coldReader?.(this.name, key);
    if (bytes === undefined) {
      throw new InvariantError(`The checkpoint lacks key ${key} of table '${this.name}', which was evicted`);
    }
    const value = this.#codec.decode(bytes);
    page.hot.set(slot, value);
    this.#hotCount++;
    return value;
  }

  #change(key: K, previous: V | undefined, value: V | undefined): void {
    this.#undoKeys[this.#undoDepth] = key;
    this.#undoValues[this.#undoDepth++] = previous;
    this.#context.journal.record(this, this.#undoDepth === 1);
    this.#apply(key, previous, value);
  }

  #apply(key: K, previous: V | undefined, value: V | undefined): void {
    const page = this.#pageOrNew(this.pageNumber(key));
    const slot = this.slot(key);
    page.lastUse = this.#context.epoch;
    if (this.#context.tracksChanges) this.#markDirty(page, slot, previous, value);
    if (value === undefined) {
      page.hot.delete(slot);
    } else {
      page.hot.set(slot, value);
    }
    if (previous === undefined && value !== undefined) {
      this.#size++;
      this.#hotCount++;
    } else if (previous !== undefined && value === undefined) {
      this.#size--;
      this.#hotCount--;
    }
    this.changed(key, previous, value);
    if (value === undefined) this.#dropIfEmpty(page);
    else this.#keepPage(page);
  }

  /** An empty page is kept while it is the last one written to: the next key will most likely need it. */
  #keepPage(page: Page<S, V>): void {
    const kept = this.#keptPage;
    if (kept === page) return;
    this.#keptPage = page;
    if (kept !== undefined) this.#dropIfEmpty(kept);
  }

  #markDirty(page: Page<S, V>, slot: S, previous: V | undefined, value: V | undefined): void {
    const frozen = page.dirty[this.#frozenGeneration];
    const isFrozen = frozen.size > 0 && frozen.has(slot);
    if (isFrozen && !page.encoded) {
      page.preserved ??= new Map();
      if (!page.preserved.has(slot)) page.preserved.set(slot, previous);
    }
    const dirty = page.dirty[this.#generation];
    if (value === undefined && !isFrozen && !page.stored.has(slot)) {
      // Born and gone between two checkpoints: the store never hears of it.
      dirty.delete(slot);
      return;
    }
    dirty.add(slot);
    this.#list(page, this.#generation);
  }

  #list(page: Page<S, V>, generation: Generation): void {
    if (page.listed[generation]) return;
    page.listed[generation] = true;
    this.#dirtyPages[generation].push(page);
  }

  #encodePage(page: Page<S, V>, changes: TableChange<K>[]): void {
    for (const slot of page.dirty[this.#frozenGeneration]) {
      const value = page.preserved?.has(slot) === true ? page.preserved.get(slot) : page.hot.get(slot);
      if (value === undefined) {
        page.stored.delete(slot);
      } else {
        page.stored.add(slot);
      }
      changes.push({
        key: this.keyAt(page.number, slot),
        bytes: value === undefined ? undefined : this.#codec.encode(value),
      });
    }
    page.encoded = true;
    page.preserved = undefined;
  }

  #refreeze(page: Page<S, V>): void {
    for (const slot of page.dirty[this.#frozenGeneration]) {
      page.dirty[this.#generation].add(slot);
      // The store may or may not have it; taking it for stored makes a later deletion reach the store.
      page.stored.add(slot);
    }
    this.#list(page, this.#generation);
  }

  #evictPage(page: Page<S, V>): number {
    let evicted = 0;
    for (const slot of page.hot.keys()) {
      if (page.isDirty(slot)) continue;
      page.hot.delete(slot);
      evicted++;
    }
    this.#hotCount -= evicted;
    return evicted;
  }

  #dropIfEmpty(page: Page<S, V>): void {
    if (!page.isEmpty || page === this.#keptPage || this.#pages.get(page.number) !== page) return;
    this.#pages.delete(page.number);
    if (this.#recentPage === page) this.#recentPage = undefined;
  }
}
