// A page: the entities of one range of keys, and what the checkpoint knows about them.
//
// Invariants
//  1. A slot that is dirty (in either generation) and not hot is deleted.
//  2. A slot that is stored, not hot and not dirty is evicted: its value is in the newest checkpoint.
//  3. A dirty slot is never evicted.

import type { SlotSet } from './slot-set.js';
import type { Entity } from './table-codec.js';

/** Changes are collected in one generation while the other one is frozen and written. */
export type Generation = 0 | 1;

export class Page<S, V extends Entity> {
  readonly number: number;
  /** The entities held in memory. */
  readonly hot = new Map<S, V>();
  /** Slots that exist in the newest checkpoint or in the one that is being written. */
  readonly stored: SlotSet<S>;
  /** Slots changed since the checkpoint of their generation began. */
  readonly dirty: readonly [SlotSet<S>, SlotSet<S>];
  /** Whether the page stands in the table's list of dirty pages, by generation. */
  readonly listed: [boolean, boolean] = [false, false];
  /** Values at the freeze, of frozen slots that changed before they were encoded; `undefined`: deleted. */
  preserved: Map<S, V | undefined> | undefined;
  /** Whether the frozen slots have been encoded for the running checkpoint. */
  encoded = false;
  /** Epoch of the last access; what was not touched for a while may be evicted. */
  lastUse = 0;

  constructor(number: number, slots: () => SlotSet<S>) {
    this.number = number;
    this.stored = slots();
    this.dirty = [slots(), slots()];
  }

  isDirty(slot: S): boolean {
    return this.dirty[0].has(slot) || this.dirty[1].has(slot);
  }

  /** Whether the slot holds an entity that is only in the checkpoint. */
  isEvicted(slot: S): boolean {
    return this.stored.has(slot) && !this.hot.has(slot) && !this.isDirty(slot);
  }

  /** Whether nothing at all would be lost with this page. */
  get isEmpty(): boolean {
    return (
      this.hot.size === 0 && this.stored.size === 0 && this.dirty[0].size === 0 && this.dirty[1].size === 0
    );
  }
}
