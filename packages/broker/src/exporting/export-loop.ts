/**
 * Reads the committed log of one partition and hands every record to its exporters (spec 04 §A3 to A7).
 * It runs in a thread of its own or beside the partition; it only needs a source of records and a store of positions.
 *
 * Invariants:
 *  1. Exporters are served in a fixed order per record, and the next record comes when all have taken this one: an
 *     exporter that fails holds up all.
 *  2. Positions are stored after they were acknowledged, never before.
 */
import { setImmediate } from 'node:timers/promises';
import { ExportedRecord, type Exporter } from '@grevy/exporter-api';
import { LogError } from '@grevy/log';
import { RECORD_TYPES, VALUE_TYPES, type AnyRecord, type RecordType, type ValueType } from '@grevy/protocol';
import { RECORDS_PER_EXPORTING_TURN } from '../limits.js';
import type { ExportingObserver } from './exporting-observer.js';
import { ExporterRunner } from './exporter-runner.js';
import type { ExporterSpec } from './exporter-spec.js';
import type { ExportingTiming } from './exporting-timing.js';
import type { ExporterPhase, ExportingStatus } from './exporting-status.js';
import type { PausablePhase } from './pause-file.js';
import { PositionKeeper } from './position-keeper.js';
import type { PositionStore } from './position-store.js';
import type { OpenRecordSource, RecordSource } from './record-source.js';
import { SerialExecutor } from './serial-executor.js';
import { WakeUp } from './wake-up.js';

export interface ExportLoopOptions {
  readonly partitionId: number;
  readonly exporters: readonly {
    readonly spec: Pick<ExporterSpec, 'id' | 'args'>;
    readonly exporter: Exporter;
  }[];
  readonly openSource: OpenRecordSource;
  readonly positions: PositionStore;
  readonly phase: PausablePhase;
  /** Positions of records that no exporter gets. */
  readonly skippedRecords: readonly number[];
  /** Position of the last record that is committed now. */
  readonly committedPosition: number;
  readonly timing: ExportingTiming;
  readonly observer: ExportingObserver;
}

export class ExportLoop {
  readonly #options: ExportLoopOptions;
  readonly #runners: readonly ExporterRunner[];
  readonly #executor = new SerialExecutor();
  readonly #positions: PositionKeeper;
  readonly #wakeUp = new WakeUp();
  readonly #stop = new AbortController();
  readonly #exported: Partial<Record<ValueType, number>> = {};
  readonly #skippedPositions: ReadonlySet<number>;
  readonly #skipped: Partial<Record<ValueType, number>> = {};
  #wantedTypes: ReadonlySet<RecordType> = new Set();
  #wantedValues: ReadonlySet<ValueType> = new Set();
  #phase: ExporterPhase;
  #failure: string | undefined;
  #committedPosition: number;
  #nextPosition = 0;
  #recordsInTurn = 0;
  #running: Promise<void> = Promise.resolve();

  private constructor(options: ExportLoopOptions) {
    this.#options = options;
    this.#phase = options.phase;
    this.#skippedPositions = new Set(options.skippedRecords);
    this.#committedPosition = options.committedPosition;
    this.#runners = options.exporters.map(
      ({ spec, exporter }) =>
        new ExporterRunner({
          spec,
          exporter,
          partitionId: options.partitionId,
          executor: this.#executor,
          timing: options.timing,
          log: options.observer.log,
          onChange: () => {
            this.#publish();
          },
          onTaskFailure: (error) => {
            this.#fail(`A scheduled task of an exporter failed: ${error.message}`);
          },
        }),
    );
    this.#positions = new PositionKeeper({
      runners: this.#runners,
      store: options.positions,
      log: options.observer.log,
      onAttempt: () => {
        this.#publish();
      },
    });
  }

  /**
   * Configures and opens the exporters and begins where the slowest one has stopped.
   * @throws {ExporterLoadError} when an exporter refuses its configuration
   * @throws {Error} when an exporter cannot be opened or the log does not hold what is to be exported
   */
  static async open(options: ExportLoopOptions): Promise<ExportLoop> {
    const loop = new ExportLoop(options);
    try {
      await loop.#open();
      return loop;
    } catch (error) {
      await loop.close();
      throw error;
    }
  }

  notifyCommitted(position: number): void {
    this.#committedPosition = Math.max(this.#committedPosition, position);
    this.#wakeUp.call();
  }

  setPhase(phase: PausablePhase): void {
    this.#phase = phase;
    for (const runner of this.#runners) runner.holdPositions(phase === 'SOFT_PAUSED');
    this.#publish();
    this.#wakeUp.call();
  }

  status(): ExportingStatus {
    return {
      phase: this.#phase,
      exporters: this.#runners.map((runner) => runner.status()),
      exported: { ...this.#exported },
      skipped: { ...this.#skipped },
      storeFailure: this.#positions.failure,
      failure: this.#failure,
    };
  }

  /** Stops after the current callback, closes the exporters and stores their last positions. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#wakeUp.call();
    await this.#running;
    for (const runner of this.#runners) await runner.close();
    await this.#positions.close();
    this.#phase = 'CLOSED';
    this.#publish();
  }

  async #open(): Promise<void> {
    const { partitionId, openSource, committedPosition, timing } = this.#options;
    for (const runner of this.#runners) await runner.configure();
    this.#wantedTypes = new Set(
      RECORD_TYPES.filter((type) => this.#runners.some(({ filter }) => filter.acceptType(type))),
    );
    this.#wantedValues = new Set(
      valueTypes().filter((type) => this.#runners.some(({ filter }) => filter.acceptValue(type))),
    );
    const lowest = await this.#positions.restore(committedPosition);
    this.#nextPosition = lowest + 1;
    for (const runner of this.#runners) {
      runner.holdPositions(this.#phase === 'SOFT_PAUSED');
      await runner.open();
    }
    const source = await openSource(lowest < 0 ? 'start' : lowest + 1).catch((error: unknown) => {
      if (!(error instanceof LogError) || error.code !== 'TRIMMED') throw error;
      throw new Error(
        `Expected to find event with the snapshot position ${lowest} in log stream, but nothing was found. Failed to recover 'Exporter-${partitionId}'.`,
        { cause: error },
      );
    });
    this.#positions.start(timing.storePositionsIntervalMs);
    this.#running = this.#run(source);
  }

  async #run(source: RecordSource): Promise<void> {
    try {
      while (!this.#stopped) {
        const records = this.#phase === 'PAUSED' ? undefined : await source.next(this.#committedPosition);
        if (records === undefined) {
          this.#publish();
          await this.#wakeUp.sleep();
        } else {
          await this.#exportAll(records);
        }
      }
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    } finally {
      await source.close();
    }
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted || this.#failure !== undefined;
  }

  async #exportAll(records: readonly AnyRecord[]): Promise<void> {
    for (const record of records) {
      // The first batch may begin below what is to be exported.
      if (record.position < this.#nextPosition) continue;
      while (this.#phase === 'PAUSED' && !this.#stopped) await this.#wakeUp.sleep();
      if (this.#stopped) return;
      if (this.#isWanted(record)) {
        const exported = new ExportedRecord(record);
        for (const runner of this.#runners) {
          const taken = runner.offer(exported, this.#stop.signal);
          if (taken !== true && !(await taken)) return;
        }
        count(this.#exported, record.valueType);
      } else {
        for (const runner of this.#runners) runner.passBy(record.position);
        count(this.#skipped, record.valueType);
      }
      this.#recordsInTurn += 1;
      if (this.#recordsInTurn >= RECORDS_PER_EXPORTING_TURN) await this.#endTurn();
    }
  }

  /** Whether any exporter could want the record, and may have it. */
  #isWanted({ position, recordType, valueType }: AnyRecord): boolean {
    return (
      this.#wantedTypes.has(recordType) &&
      this.#wantedValues.has(valueType) &&
      !this.#skippedPositions.has(position)
    );
  }

  /** Lets messages and timers of this thread have their turn. */
  async #endTurn(): Promise<void> {
    this.#recordsInTurn = 0;
    this.#publish();
    await setImmediate();
  }

  #fail(message: string): void {
    this.#failure ??= message;
    this.#stop.abort();
    this.#publish();
    this.#wakeUp.call();
  }

  #publish(): void {
    this.#options.observer.onStatus(this.status());
  }
}

function count(counts: Partial<Record<ValueType, number>>, valueType: ValueType): void {
  counts[valueType] = (counts[valueType] ?? 0) + 1;
}

function valueTypes(): readonly ValueType[] {
  return Object.keys(VALUE_TYPES).filter((name): name is ValueType => name in VALUE_TYPES);
}
