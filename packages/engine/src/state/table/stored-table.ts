// A table as checkpoints see it: entities are bytes, keys are numbers or strings.

/** One entry of a checkpoint: the bytes of an entity, or `undefined` when it was deleted. */
export interface TableChange<K extends number | string> {
  readonly key: K;
  readonly bytes: Uint8Array | undefined;
}

export interface StoredTable {
  readonly name: string;
  /** How many entities the table holds, evicted ones included. */
  readonly size: number;
  /** How many entities are held in memory. */
  readonly hotCount: number;
  /** Freezes the changes since the last checkpoint, in constant time. */
  beginCheckpoint(): void;
  /** The next frozen changes, whole pages until `maxEntries` is reached; empty when all have been given. */
  nextChanges(maxEntries: number): TableChange<number | string>[];
  /** Ends the checkpoint. When it failed, everything that was frozen is dirty again. */
  endCheckpoint(succeeded: boolean): void;
  /** Takes an entity of a checkpoint at recovery; `keep` tells whether it stays in memory. */
  load(key: number | string, bytes: Uint8Array, keep: boolean): void;
  /**
   * Drops clean entities of pages that were last used before `epoch` from memory, until `maxEntities` went
   * (a page more at most) or a number of pages was looked at. Returns how many went. They are read back when
   * they are asked for.
   */
  evict(maxEntities: number, epoch: number): number;
  /** Every entity as bytes, in ascending order of keys. */
  dump(): Map<number | string, Uint8Array>;
}
