/**
 * One exporter of a partition: calls it, keeps its filter and positions, and tries again when it fails.
 *
 * Invariants:
 *  1. Every callback goes through the executor that all exporters of the partition share.
 *  2. `acknowledged` is what the exporter has said, `effective` what counts: they differ only while softly paused.
 *  3. An exporter with unacknowledged records keeps its position when records pass by that it does not want.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  ACCEPT_ALL,
  type ExportedRecord,
  type Exporter,
  type ExporterController,
  type ExporterLogger,
  type RecordFilter,
  type ScheduledTask,
} from '@grevy/exporter-api';
import { keyToText } from '@grevy/protocol';
import { MAX_METADATA_BYTES } from '../limits.js';
import type { ExportingTiming } from './exporting-timing.js';
import type { BlockedExport, ExporterStatus } from './exporting-status.js';
import { exporterLogger, type ExporterLog } from './exporter-logger.js';
import type { ExporterSpec } from './exporter-spec.js';
import { configureExporter } from './load-exporter.js';
import type { StoredPosition } from './position-store.js';
import type { SerialExecutor } from './serial-executor.js';

export interface ExporterRunnerOptions {
  readonly spec: Pick<ExporterSpec, 'id' | 'args'>;
  readonly exporter: Exporter;
  readonly partitionId: number;
  readonly executor: SerialExecutor;
  readonly timing: ExportingTiming;
  readonly log: ExporterLog;
  /** Called when the status has changed in a way that is to be seen at once. */
  readonly onChange: () => void;
  /** Called with the error of a scheduled task: exporting must stop. */
  readonly onTaskFailure: (error: Error) => void;
}

export class ExporterRunner {
  readonly id: string;
  readonly #options: ExporterRunnerOptions;
  readonly #logger: ExporterLogger;
  readonly #timers = new Set<NodeJS.Timeout>();
  #filter: RecordFilter = ACCEPT_ALL;
  #acknowledged: StoredPosition = { position: -1, metadata: undefined };
  #effective: StoredPosition = this.#acknowledged;
  #stored: StoredPosition = this.#acknowledged;
  #holdPositions = false;
  #opened = false;
  /** Last record that was passed to the exporter. */
  #passedPosition = -1;
  /** Last record that was passed to it or passed it by. */
  #exportedPosition = -1;
  #blocked: BlockedExport | undefined;

  constructor(options: ExporterRunnerOptions) {
    this.id = options.spec.id;
    this.#options = options;
    this.#logger = exporterLogger(this.id, options.log);
  }

  get filter(): RecordFilter {
    return this.#filter;
  }

  /** What counts as exported and is to be stored. */
  get effective(): StoredPosition {
    return this.#effective;
  }

  status(): ExporterStatus {
    return {
      id: this.id,
      exportedPosition: this.#exportedPosition,
      acknowledgedPosition: this.#effective.position,
      storedPosition: this.#stored.position,
      blocked: this.#blocked,
    };
  }

  async configure(): Promise<void> {
    const { exporter, spec, partitionId, log } = this.#options;
    const setFilter = (filter: RecordFilter) => {
      this.#filter = filter;
    };
    await configureExporter(exporter, spec, { partitionId, log, setFilter });
  }

  /** Takes up the position where the exporter has stopped. */
  restore(stored: StoredPosition): void {
    this.#acknowledged = this.#effective = this.#stored = stored;
    this.#passedPosition = this.#exportedPosition = stored.position;
  }

  /** @throws {Error} that names the exporter if it cannot be opened */
  async open(): Promise<void> {
    const { executor, exporter, spec } = this.#options;
    try {
      await executor.run(() => exporter.open(this.#controller()));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`Cannot open exporter [${spec.id}]: ${reason}`, { cause });
    }
    this.#opened = true;
  }

  /** While held, acknowledgements are remembered only; afterwards the last one counts. */
  holdPositions(hold: boolean): void {
    this.#holdPositions = hold;
    if (!hold) this.#effective = this.#acknowledged;
  }

  /** The given position has become durable. */
  markStored(stored: StoredPosition): void {
    this.#stored = stored;
  }

  /** A record that this exporter is not asked about. */
  passBy(position: number): void {
    if (position <= this.#exportedPosition) return;
    if (this.#acknowledged.position >= this.#passedPosition) this.#acknowledge(position, undefined);
    this.#exportedPosition = position;
  }

  /** Passes a record until the exporter takes it; false when `stopped` came first. A promise only if it takes time. */
  offer(exported: ExportedRecord, stopped: AbortSignal): boolean | Promise<boolean> {
    const { record } = exported;
    if (!this.#filter.acceptType(record.recordType) || !this.#filter.acceptValue(record.valueType)) {
      this.passBy(record.position);
      return true;
    }
    if (record.position <= this.#acknowledged.position) return true;
    const running = this.#export(exported);
    return running === undefined || this.#repeatUntilTaken(running, exported, stopped);
  }

  /** Drops the scheduled tasks and lets the exporter finish; what it acknowledges meanwhile counts. */
  async close(): Promise<void> {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
    if (!this.#opened) return;
    const { executor, exporter } = this.#options;
    try {
      await executor.run(() => exporter.close());
    } catch (error) {
      this.#logger.error(`Error on close: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** One attempt: nothing if the exporter has taken the record at once. */
  #export(exported: ExportedRecord): Promise<void> | undefined {
    const { executor, exporter } = this.#options;
    const { position } = exported.record;
    try {
      const running = executor.run(() => exporter.export(exported));
      if (running !== undefined) return running.then(() => this.#passed(position));
      this.#passed(position);
      return undefined;
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #repeatUntilTaken(
    firstAttempt: Promise<void>,
    exported: ExportedRecord,
    stopped: AbortSignal,
  ): Promise<boolean> {
    const { record } = exported;
    let running: Promise<void> | undefined = firstAttempt;
    for (let attempts = 1; ; attempts++) {
      const slow = this.#reportIfSlow(record.position, attempts);
      try {
        await running;
        return true;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        this.#logger.warn(`Error on exporting record with key ${keyToText(record.key)}: ${message}`);
        this.#changeBlocked({ position: record.position, attempts, message });
        await this.#pauseBeforeRetry(attempts, stopped);
        if (stopped.aborted) return false;
        running = this.#export(exported);
      } finally {
        clearTimeout(slow);
      }
    }
  }

  /** An exporter that hangs must be seen, as one that fails is. */
  #reportIfSlow(position: number, attempts: number): NodeJS.Timeout {
    const { slowExportMs } = this.#options.timing;
    return setTimeout(() => {
      const message = `The exporter has not returned for ${slowExportMs} ms`;
      this.#logger.warn(`${message} from position ${position}`);
      this.#changeBlocked({ position, attempts, message });
    }, slowExportMs).unref();
  }

  #passed(position: number): void {
    this.#passedPosition = this.#exportedPosition = position;
    if (this.#blocked !== undefined) this.#changeBlocked(undefined);
  }

  #controller(): ExporterController {
    const { executor } = this.#options;
    return {
      updateLastExportedRecordPosition: (position, metadata) => {
        const metadataBytes = metadata?.length ?? 0;
        if (metadataBytes > MAX_METADATA_BYTES) {
          throw new RangeError(
            `Expected at most ${MAX_METADATA_BYTES} bytes of metadata (MAX_METADATA_BYTES) from exporter '${this.id}', but were ${metadataBytes}`,
          );
        }
        const copy = metadata === undefined ? undefined : Uint8Array.from(metadata);
        executor.afterCurrent(() => {
          this.#acknowledge(position, copy);
        });
      },
      getLastExportedRecordPosition: () => this.#effective.position,
      readMetadata: () => this.#effective.metadata,
      scheduleCancellableTask: (delayMs, task) => this.#schedule(delayMs, task),
    };
  }

  #acknowledge(position: number, metadata: Uint8Array | undefined): void {
    if (!Number.isSafeInteger(position) || position <= this.#acknowledged.position) return;
    this.#acknowledged = { position, metadata: metadata ?? this.#acknowledged.metadata };
    if (!this.#holdPositions) this.#effective = this.#acknowledged;
  }

  #schedule(delayMs: number, task: () => void | Promise<void>): ScheduledTask {
    const { executor, onTaskFailure } = this.#options;
    let cancelled = false;
    const runTask = async () => {
      try {
        await executor.run(() => (cancelled ? undefined : task()));
      } catch (error) {
        onTaskFailure(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void runTask();
    }, delayMs);
    this.#timers.add(timer);
    return {
      cancel: () => {
        cancelled = true;
        clearTimeout(timer);
        this.#timers.delete(timer);
      },
    };
  }

  async #pauseBeforeRetry(attempts: number, stopped: AbortSignal): Promise<void> {
    const delays = this.#options.timing.retryDelaysMs;
    const delayMs = delays[Math.min(attempts, delays.length) - 1] ?? 0;
    // Rejects when exporting stops, which the caller sees by itself.
    await delay(delayMs, undefined, { signal: stopped }).catch(() => undefined);
  }

  #changeBlocked(blocked: BlockedExport | undefined): void {
    this.#blocked = blocked;
    this.#options.onChange();
  }
}
