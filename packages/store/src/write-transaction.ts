// One checkpoint being written: entries and the summaries of their tables change together.

import { RunningSummary, encodeHeader, FORMAT_VERSION, type CheckpointHeader } from './checkpoint-header.js';
import { unpackChanges } from './change-batch.js';
import { HEADER_KEY, entryKey, isHashed, tablePrefix } from './entry-key.js';
import { sealValue, sealedChecksum } from './entry-value.js';
import type { Environment } from './environment.js';

/** Lives inside a write transaction of the environment. */
export class WriteTransaction {
  readonly #environment: Environment;
  readonly #summaries = new Map<string, RunningSummary>();

  constructor(environment: Environment, previous: CheckpointHeader) {
    this.#environment = environment;
    for (const [table, summary] of previous.tables) this.#summaries.set(table, new RunningSummary(summary));
  }

  write(table: string, changes: ArrayBuffer): void {
    const prefix = tablePrefix(table);
    let summary = this.#summaries.get(table);
    if (summary === undefined) this.#summaries.set(table, (summary = new RunningSummary()));
    for (const { key, bytes } of unpackChanges(changes)) {
      const storedKey = entryKey(prefix, key);
      const previous = this.#environment.getBinaryFast(storedKey);
      if (previous !== undefined) summary.remove(sealedChecksum(previous));
      if (bytes !== undefined) {
        const sealed = sealValue(storedKey, bytes, isHashed(key) ? key : undefined);
        summary.add(sealedChecksum(sealed));
        this.#environment.putSync(storedKey, sealed);
      } else if (previous !== undefined) {
        this.#environment.removeSync(storedKey);
      }
    }
  }

  /** Writes the header; the checkpoint is complete. */
  finish(position: number, metadata: Uint8Array): void {
    const header = { formatVersion: FORMAT_VERSION, position, metadata, tables: this.#summaries };
    this.#environment.putSync(HEADER_KEY, encodeHeader(header));
  }
}
