/**
 * An exporter: a plug-in that receives the committed records of a partition (spec 04 §A2 to A5).
 *
 * Invariants it can rely on:
 *  1. All callbacks and scheduled tasks of all exporters of one partition run one after the other.
 *  2. Records come in the order of their positions, at least once: after a restart everything above the last stored
 *     position comes again. `(partitionId, position)` identifies a record.
 *  3. A record whose export fails is passed again until it succeeds.
 */
import type { ExporterContext } from './exporter-context.js';
import type { ExporterController } from './exporter-controller.js';
import type { ExportedRecord } from './exported-record.js';

export interface Exporter {
  /** Reads the configuration and sets the filter; a throw stops the start. Opens no connections: it may be called on an instance that is never opened. */
  configure(context: ExporterContext): void | Promise<void>;
  /** Allocates what is needed; called once before the first record. */
  open(controller: ExporterController): void | Promise<void>;
  /**
   * Takes one record. The next one, for any exporter of the partition, comes after the promise settles.
   * A throw or a rejection means: pass the same record again, after a pause.
   */
  export(record: ExportedRecord): void | Promise<void>;
  /** Flushes if possible. Positions acknowledged here still count. */
  close(): void | Promise<void>;
}

/** What a module exports: a class without constructor arguments, or a function that makes an exporter. */
export type ExporterFactory = (new () => Exporter) | (() => Exporter);
