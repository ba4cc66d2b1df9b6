/** Where the export loop of a partition runs: beside the partition, or in a thread of its own. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LogStore } from '@grevy/log';
import { ExportLoop } from './export-loop.js';
import type { ExportingTiming } from './exporting-timing.js';
import type { ExporterSpec } from './exporter-spec.js';
import type { ExportingObserver } from './exporting-observer.js';
import { loadExporter } from './load-exporter.js';
import type { PausablePhase } from './pause-file.js';
import { FilePositionStore, MemoryPositionStore } from './position-store.js';
import { logDirectorySource, logStoreSource } from './record-source.js';

export interface ExportingHost {
  notifyCommitted(position: number): void;
  setPhase(phase: PausablePhase): void;
  close(): Promise<void>;
}

/** What an export loop is started with. Plain data: it may be sent to another thread. */
export interface ExportingStart {
  readonly partitionId: number;
  readonly exporters: readonly ExporterSpec[];
  readonly phase: PausablePhase;
  /** Positions of records that no exporter gets. */
  readonly skippedRecords: readonly number[];
  readonly committedPosition: number;
  readonly timing: ExportingTiming;
}

/** A partition on the disk. */
export interface ExportingDirectories {
  readonly logDirectory: string;
  /** Holds `exporters.json`, the positions of the exporters. */
  readonly partitionDirectory: string;
}

/** Exports a log that cannot be read from elsewhere; positions end with the process, as the log does. */
export async function startBesideLog(
  start: ExportingStart,
  log: LogStore,
  observer: ExportingObserver,
): Promise<ExportingHost> {
  const loop = await ExportLoop.open({
    ...start,
    exporters: await loadAll(start.exporters),
    openSource: logStoreSource(log),
    positions: new MemoryPositionStore(),
    observer,
  });
  return {
    notifyCommitted: (position) => {
      loop.notifyCommitted(position);
    },
    setPhase: (phase) => {
      loop.setPhase(phase);
    },
    // An exporter that hangs cannot be ended here, but it must not keep the process from stopping.
    close: () => Promise.race([loop.close(), delay(start.timing.closeTimeoutMs, undefined, { ref: false })]),
  };
}

/** Exports from the files of a partition, in the thread that calls. */
export async function startFromDirectories(
  start: ExportingStart,
  { logDirectory, partitionDirectory }: ExportingDirectories,
  observer: ExportingObserver,
): Promise<ExportingHost> {
  return ExportLoop.open({
    ...start,
    exporters: await loadAll(start.exporters),
    openSource: logDirectorySource(logDirectory),
    positions: new FilePositionStore(join(partitionDirectory, 'exporters.json')),
    observer,
  });
}

function loadAll(specs: readonly ExporterSpec[]) {
  return Promise.all(specs.map(async (spec) => ({ spec, exporter: await loadExporter(spec) })));
}
