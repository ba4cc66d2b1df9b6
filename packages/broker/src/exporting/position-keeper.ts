/**
 * Loads the positions of the exporters of a partition, and makes what they acknowledge durable at intervals.
 *
 * Invariants:
 *  1. One store at a time, each of what is acknowledged when it begins; nothing is stored before the load.
 *  2. A store that fails, on a full disk for instance, stops nothing: the next interval tries again.
 */
import { exporterLogger, type ExporterLog } from './exporter-logger.js';
import type { ExporterRunner } from './exporter-runner.js';
import type { PositionStore, StoredPosition, StoredPositions } from './position-store.js';

const NEVER_ACKNOWLEDGED: StoredPosition = { position: -1, metadata: undefined };

export interface PositionKeeperOptions {
  readonly runners: readonly ExporterRunner[];
  readonly store: PositionStore;
  readonly log: ExporterLog;
  /** Called when positions were stored or could not be. */
  readonly onAttempt: () => void;
}

export class PositionKeeper {
  readonly #options: PositionKeeperOptions;
  #stored: StoredPositions | undefined;
  #storing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #failure: string | undefined;

  constructor(options: PositionKeeperOptions) {
    this.#options = options;
  }

  /** Why the last attempt has failed; undefined if it has not. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /**
   * Gives every exporter its position and forgets those that are not configured any more.
   * @returns the lowest position, -1 if an exporter has none
   * @throws {Error} when an exporter has seen records that the log does not have
   */
  async restore(committedPosition: number): Promise<number> {
    const { runners, store, log } = this.#options;
    const stored = await store.load();
    let lowest = Infinity;
    for (const runner of runners) {
      const entry = stored.get(runner.id) ?? NEVER_ACKNOWLEDGED;
      if (entry.position > committedPosition) {
        throw new Error(
          `Exporter '${runner.id}' has exported up to position ${entry.position}, but the log ends at ${committedPosition}: records are lost. ` +
            'Restore the data directory from a backup or a replica.',
        );
      }
      lowest = Math.min(lowest, entry.position);
      runner.restore(entry);
    }
    for (const id of stored.keys()) {
      if (runners.some((runner) => runner.id === id)) continue;
      exporterLogger(id, log).info(
        `The exporter '${id}' is not configured anymore. Its lastExportedPosition is removed from the state.`,
      );
    }
    this.#stored = stored;
    await this.#store();
    return lowest;
  }

  /** Stores what has changed again and again. */
  start(intervalMs: number): void {
    this.#timer = setInterval(() => void this.#store(), intervalMs);
    this.#timer.unref();
  }

  /** Stores what has been acknowledged last. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#store();
  }

  #store(): Promise<void> {
    this.#storing = this.#storing.then(async () => {
      const { runners, store, onAttempt } = this.#options;
      const acknowledged = new Map(runners.map((runner) => [runner.id, runner.effective] as const));
      if (this.#stored === undefined || equal(acknowledged, this.#stored)) return;
      try {
        await store.save(acknowledged);
        this.#stored = acknowledged;
        for (const runner of runners) runner.markStored(acknowledged.get(runner.id) ?? NEVER_ACKNOWLEDGED);
        this.#failure = undefined;
      } catch (error) {
        this.#failure = error instanceof Error ? error.message : String(error);
      }
      onAttempt();
    });
    return this.#storing;
  }
}

function equal(a: StoredPositions, b: StoredPositions): boolean {
  return a.size === b.size && [...a].every(([id, entry]) => b.get(id) === entry);
}
