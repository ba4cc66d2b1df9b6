// Takes checkpoints of the state while the partition goes on (ADR 4, ADR 5).
//
// Invariants:
//  1. A checkpoint shows the state at one position, although it is encoded in slices between turns.
//  2. It is committed only after the log holds that position durably.
//  3. The log is let go only below what the newest checkpoint and all exporters need.
import type { EngineState } from '@grevy/engine';
import type { CheckpointStore } from '@grevy/store';
import { CHECKPOINT_SLICE_ENTITIES, EVICTION_SLICE_ENTITIES } from '../limits.js';
import type { Clock } from '../ports/clock.js';
import { writeCheckpointMetadata, type CheckpointMetadata } from './checkpoint-metadata.js';

export interface CheckpointPosition {
  /** Position of the last record that the state reflects. */
  readonly position: number;
  readonly lastProcessedPosition: number;
}

export interface CheckpointingEvents {
  /** Resolves when the log holds the position durably, rejects when it never will. */
  whenConfirmed(position: number): Promise<void>;
  /** A checkpoint has been committed. */
  onCommitted(checkpoint: CheckpointPosition): Promise<void>;
}

export class Checkpointing {
  #running: Promise<number> | undefined;

  constructor(
    private readonly state: EngineState,
    private readonly store: CheckpointStore,
    private readonly clock: Clock,
    private readonly events: CheckpointingEvents,
  ) {}

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Resolves when no checkpoint is being taken, however it has ended. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running.catch(() => undefined);
  }

  /**
   * Begins a checkpoint of the state as it is now; call it between turns. Resolves when it is committed, to the
   * milliseconds that this last step has taken.
   * @throws CheckpointError when it could not be written; the state stays as it is and the next attempt has it all.
   */
  take(at: CheckpointPosition): Promise<number> {
    this.#running ??= this.#write(at).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #write(at: CheckpointPosition): Promise<number> {
    const { tables, keys } = this.state;
    const metadata: CheckpointMetadata = {
      lastProcessedPosition: at.lastProcessedPosition,
      keyCounter: keys.counter,
    };
    const writer = this.store.begin();
    tables.beginCheckpoint();
    let committed = false;
    let persistMs: number;
    try {
      for (let slice = tables.nextChanges(CHECKPOINT_SLICE_ENTITIES); slice !== undefined;) {
        await writer.write(slice.table, slice.changes);
        await this.#otherWorkFirst();
        slice = tables.nextChanges(CHECKPOINT_SLICE_ENTITIES);
      }
      await this.events.whenConfirmed(at.position);
      const persistingSince = performance.now();
      await writer.commit(at.position, writeCheckpointMetadata(metadata));
      persistMs = performance.now() - persistingSince;
      committed = true;
    } finally {
      if (!committed) await writer.abort();
      tables.endCheckpoint(committed);
    }
    await this.events.onCommitted(at);
    await this.#evictColdEntities();
    return persistMs;
  }

  async #evictColdEntities(): Promise<void> {
    while (this.state.tables.evict(EVICTION_SLICE_ENTITIES) > 0) await this.#otherWorkFirst();
  }

  #otherWorkFirst(): Promise<void> {
    return new Promise((resolve) => {
      this.clock.soon(resolve);
    });
  }
}
