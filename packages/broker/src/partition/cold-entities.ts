// Reads entities that have left the memory back from the checkpoint, and remembers that one could not be read.
//
// The engine takes every exception for a bug of its own and goes on by rejecting the command. A damaged checkpoint is no
// bug: nothing that was decided without the entity may be kept, so the partition looks here after every turn.
import type { CheckpointStore } from '@grevy/store';

export class ColdEntities {
  #failure: unknown;

  constructor(private readonly checkpoints: CheckpointStore) {}

  /** Why an entity could not be read; undefined while all could. */
  get failure(): unknown {
    return this.#failure;
  }

  /** @throws CheckpointError when the checkpoint is damaged */
  read(table: string, key: number | string): Uint8Array | undefined {
    try {
      return this.checkpoints.read(table, key);
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }
}
