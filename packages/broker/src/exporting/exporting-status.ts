/** What can be seen of exporting from outside: for health, metrics and the trimming of the log. */
import type { ValueType } from '@grevy/protocol';

/**
 * - `EXPORTING`: records are exported and acknowledged positions are stored.
 * - `PAUSED`: no record is read; exporters may still acknowledge.
 * - `SOFT_PAUSED`: records are exported, but acknowledged positions are only remembered, so the log stays as it is.
 * - `CLOSED`: nothing runs.
 */
export type ExporterPhase = 'EXPORTING' | 'PAUSED' | 'SOFT_PAUSED' | 'CLOSED';

/** A record that an exporter refuses again and again. */
export interface BlockedExport {
  readonly position: number;
  /** Failed attempts so far. */
  readonly attempts: number;
  readonly message: string;
}

export interface ExporterStatus {
  readonly id: string;
  /** Last record handed over, or passed by because the exporter does not want it; -1 if none. */
  readonly exportedPosition: number;
  /** Last position that the exporter acknowledged and that counts; -1 if none. */
  readonly acknowledgedPosition: number;
  /** Last position that survives a crash; -1 if none. */
  readonly storedPosition: number;
  readonly blocked: BlockedExport | undefined;
}

export interface ExportingStatus {
  readonly phase: ExporterPhase;
  readonly exporters: readonly ExporterStatus[];
  /** Records offered to the exporters, and records that none of them could want. */
  readonly exported: Readonly<Partial<Record<ValueType, number>>>;
  readonly skipped: Readonly<Partial<Record<ValueType, number>>>;
  /** Why positions cannot be stored at present, which is tried again and again; exporting goes on. */
  readonly storeFailure: string | undefined;
  /** Why exporting has stopped for good, until the partition is opened again. */
  readonly failure: string | undefined;
}

/** The position up to which every exporter's work is durable: -1 if one has none, infinite without exporters. */
export function lowestStoredPosition(exporters: readonly ExporterStatus[]): number {
  return exporters.reduce((lowest, { storedPosition }) => Math.min(lowest, storedPosition), Infinity);
}

/** Whether exporting does what it should: it does not while the log would grow without end. */
export function isHealthy({ exporters, storeFailure, failure }: ExportingStatus): boolean {
  return (
    failure === undefined &&
    storeFailure === undefined &&
    exporters.every(({ blocked }) => blocked === undefined)
  );
}
