// Rolls the tables of one state back to where a batch began.
//
// Each table keeps its own stack of previous values, typed as the table is. The journal knows only in which
// order the tables were changed, so that undoing in reverse order restores values and indexes alike.
// Invariant: outside a batch the journal is empty.

/** Something whose last change can be taken back. */
export interface Undoable {
  /** Takes the newest recorded change back. */
  undoLast(): void;
  /** Forgets all recorded changes: they are final. */
  forgetChanges(): void;
}

/** The order in which the changes of one batch were made. */
export class UndoJournal {
  readonly #changed: Undoable[] = [];
  readonly #steps: Undoable[] = [];
  #depth = 0;

  /**
   * Notes that `target` was changed and holds what is needed to undo that change. `isFirst` tells whether it is
   * the only change that the target holds.
   */
  record(target: Undoable, isFirst: boolean): void {
    this.#steps[this.#depth++] = target;
    if (isFirst) this.#changed.push(target);
  }

  get isEmpty(): boolean {
    return this.#depth === 0;
  }

  /** Makes every change of the batch final. */
  commit(): void {
    for (const target of this.#changed) target.forgetChanges();
    this.#changed.length = 0;
    this.#depth = 0;
  }

  /** Takes back every change of the batch, newest first. */
  rollback(): void {
    while (this.#depth > 0) this.#steps[--this.#depth]?.undoLast();
    this.commit();
  }
}
