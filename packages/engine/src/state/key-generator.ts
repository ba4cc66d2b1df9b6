// Generates the partition's keys (spec 03 §3.1).
//
// Invariants:
//  1. The counter is incremented before use, so the first key has counter 1.
//  2. Keys taken by a batch that is rolled back are taken again by the next one.
//  3. Replay raises the counter to the highest key of this partition that it may have given to a record.
import { counterOfKey, makeKey, partitionOfKey, type Key } from '@grevy/protocol';

export class KeyGenerator {
  #counter = 0;
  #mark = 0;

  constructor(readonly partitionId: number) {}

  get counter(): number {
    return this.#counter;
  }

  next(): Key {
    this.#counter += 1;
    return makeKey(this.partitionId, this.#counter);
  }

  observe(key: Key): void {
    if (key <= 0 || partitionOfKey(key) !== this.partitionId) return;
    const counter = counterOfKey(key);
    if (counter > this.#counter) this.#counter = counter;
  }

  mark(): void {
    this.#mark = this.#counter;
  }

  rollback(): void {
    this.#counter = this.#mark;
  }

  /** Continues at a counter that a checkpoint stored. */
  restore(counter: number): void {
    this.#counter = counter;
    this.#mark = counter;
  }
}
