/**
 * Exporting of one partition, as the partition sees it: it says what is committed, pauses and resumes, and learns how
 * far the exporters are (spec 04, part A).
 *
 * Invariant: `lowestPosition()` never falls and is durable, so the log below it may be trimmed.
 */
import type { LogStore } from '@grevy/log';
import type { BrokerLogger } from '../broker-logger.js';
import { logTo } from './exporter-logger.js';
import type { ExportingObserver } from './exporting-observer.js';
import { ExporterThread } from './exporter-thread.js';
import type { ExporterSpec } from './exporter-spec.js';
import {
  startBesideLog,
  type ExportingDirectories,
  type ExportingHost,
  type ExportingStart,
} from './exporting-host.js';
import { DEFAULT_EXPORTING_TIMING, type ExportingTiming } from './exporting-timing.js';
import { lowestStoredPosition, type ExportingStatus } from './exporting-status.js';
import { readPauseFile, writePauseFile, type PausablePhase } from './pause-file.js';

export interface ExporterDirectorOptions {
  readonly partitionId: number;
  /** Where the records come from: files, which a thread of its own reads, or a log that only this thread can read. */
  readonly log:
    | ({ readonly kind: 'directory' } & ExportingDirectories)
    | { readonly kind: 'store'; readonly store: LogStore };
  readonly exporters: readonly ExporterSpec[];
  /** Position of the last record that is committed now. */
  readonly committedPosition: number;
  readonly logger: BrokerLogger;
  readonly timing?: Partial<ExportingTiming>;
  /** Positions of records that no exporter gets. */
  readonly skippedRecords?: readonly number[];
}

export class ExporterDirector {
  readonly #partitionDirectory: string | undefined;
  readonly #listeners = new Set<(status: ExportingStatus) => void>();
  #host: ExportingHost | undefined;
  #status: ExportingStatus;

  private constructor(partitionDirectory: string | undefined, status: ExportingStatus) {
    this.#partitionDirectory = partitionDirectory;
    this.#status = status;
  }

  /**
   * Opens the exporters and begins to export.
   * @throws {Error} when an exporter cannot be loaded, configured or opened, or its position does not fit the log
   */
  static async open(options: ExporterDirectorOptions): Promise<ExporterDirector> {
    const { log, exporters, partitionId, committedPosition } = options;
    const partitionDirectory = log.kind === 'directory' ? log.partitionDirectory : undefined;
    const phase = partitionDirectory === undefined ? 'EXPORTING' : await readPauseFile(partitionDirectory);
    const director = new ExporterDirector(partitionDirectory, initialStatus(exporters, phase));
    if (exporters.length === 0) return director;
    const start: ExportingStart = {
      partitionId,
      exporters,
      phase,
      skippedRecords: options.skippedRecords ?? [],
      committedPosition,
      timing: { ...DEFAULT_EXPORTING_TIMING, ...options.timing },
    };
    const observer: ExportingObserver = {
      onStatus: (status) => {
        director.#publish(status);
      },
      log: logTo(options.logger),
    };
    const onDeath = (failure: string) => {
      director.#publish({ ...director.#status, failure });
    };
    director.#host =
      log.kind === 'directory'
        ? await ExporterThread.start({ start, directories: log }, observer, onDeath)
        : await startBesideLog(start, log.store, observer);
    return director;
  }

  /** Everything up to `position` is committed and may be exported. */
  notifyCommitted(position: number): void {
    this.#host?.notifyCommitted(position);
  }

  /** All below it has been exported for good: -1 if an exporter has acknowledged nothing yet, infinite without exporters. */
  lowestPosition(): number {
    return lowestStoredPosition(this.#status.exporters);
  }

  status(): ExportingStatus {
    return this.#status;
  }

  /** Calls back on every change, among them a blocked or failed exporter. Returns the function that ends it. */
  onStatusChange(listener: (status: ExportingStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops reading records; survives a restart. This and the next two resolve when the exporters act accordingly. */
  pause(): Promise<void> {
    return this.#changePhase('PAUSED');
  }

  /** Goes on exporting, but keeps the stored positions as they are; survives a restart. */
  softPause(): Promise<void> {
    return this.#changePhase('SOFT_PAUSED');
  }

  /** Ends a pause; what was acknowledged meanwhile counts now. */
  resume(): Promise<void> {
    return this.#changePhase('EXPORTING');
  }

  /** Lets the exporters finish and stores their positions. */
  async close(): Promise<void> {
    await this.#host?.close();
    this.#host = undefined;
    this.#publish({ ...this.#status, phase: 'CLOSED' });
  }

  async #changePhase(phase: PausablePhase): Promise<void> {
    if (this.#partitionDirectory !== undefined) await writePauseFile(this.#partitionDirectory, phase);
    const host = this.#host;
    if (host === undefined || this.#status.failure !== undefined) return;
    await new Promise<void>((resolve) => {
      const stop = this.onStatusChange((status) => {
        if (status.phase !== phase && status.phase !== 'CLOSED' && status.failure === undefined) return;
        stop();
        resolve();
      });
      host.setPhase(phase);
    });
  }

  #publish(status: ExportingStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

/** What holds until the exporters report: nothing is known to be exported. */
function initialStatus(exporters: readonly ExporterSpec[], phase: PausablePhase): ExportingStatus {
  return {
    phase: exporters.length === 0 ? 'CLOSED' : phase,
    exporters: exporters.map(({ id }) => ({
      id,
      exportedPosition: -1,
      acknowledgedPosition: -1,
      storedPosition: -1,
      blocked: undefined,
    })),
    exported: {},
    skipped: {},
    storeFailure: undefined,
    failure: undefined,
  };
}
