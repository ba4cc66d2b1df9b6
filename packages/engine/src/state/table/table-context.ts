// What all tables of one state share.

import type { ColdReader } from './cold-reader.js';
import type { UndoJournal } from './undo-journal.js';

export interface TableContext {
  readonly journal: UndoJournal;
  /** The key that stands just below the first key of the partition; own keys get dense page numbers. */
  readonly partitionBase: number;
  /** Whether changes are collected for checkpoints. Off for a state that is never stored. */
  readonly tracksChanges: boolean;
  readonly coldReader: ColdReader | undefined;
  /** Counts checkpoints; the measure of how long an entity was not used. */
  readonly epoch: number;
}
