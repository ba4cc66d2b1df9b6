// Looks at the free space of the data directory again and again and tells when a watermark is crossed (spec 15 §6).
import type { BrokerLogger } from '../broker-logger.js';
import { SYSTEM_CLOCK, type Timer } from '../ports/clock.js';
import { diskLevel, type DiskLevel, type DiskWatermarks } from './disk-watermarks.js';

export interface DiskSpaceMonitorOptions {
  readonly watermarks: DiskWatermarks;
  readonly directory: string;
  readonly freeBytes: (directory: string) => Promise<number>;
  readonly logger: BrokerLogger;
  /** Called when commands may no longer be taken, or may be again. */
  readonly onChange: (isEnough: boolean) => void;
}

export class DiskSpaceMonitor {
  #level: DiskLevel = 'enough';
  #freeBytes: number | undefined;
  #timer: Timer | undefined;
  #isClosed = false;

  /** Has looked once when the promise resolves. */
  static async start(options: DiskSpaceMonitorOptions): Promise<DiskSpaceMonitor> {
    const monitor = new DiskSpaceMonitor(options);
    await monitor.#look();
    return monitor;
  }

  private constructor(private readonly options: DiskSpaceMonitorOptions) {}

  /** As of the last look; undefined if it has failed. */
  get freeBytes(): number | undefined {
    return this.#freeBytes;
  }

  get isEnough(): boolean {
    return this.#level === 'enough';
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  async #look(): Promise<void> {
    const { watermarks, directory, freeBytes, logger } = this.options;
    try {
      this.#freeBytes = await freeBytes(directory);
      if (!this.#isClosed) this.#levelIs(diskLevel(this.#freeBytes, watermarks));
    } catch (error) {
      this.#freeBytes = undefined;
      logger.warn({ error, directory }, 'The free disk space cannot be read; it is taken for unchanged');
    }
    if (this.#isClosed) return;
    this.#timer = SYSTEM_CLOCK.after(watermarks.checkIntervalMs, () => void this.#look());
  }

  #levelIs(level: DiskLevel): void {
    if (level === this.#level) return;
    const wasEnough = this.isEnough;
    this.#level = level;
    this.#report(level);
    if (wasEnough !== this.isEnough) this.options.onChange(this.isEnough);
  }

  #report(level: DiskLevel): void {
    const { watermarks, directory, logger } = this.options;
    const fields = { directory, freeBytes: this.#freeBytes };
    const { processingBytes, replicationBytes } = watermarks;
    switch (level) {
      case 'enough':
        logger.info({ ...fields, processingBytes }, 'Out of disk space is over: commands are taken again');
        return;
      case 'below-processing':
        logger.error(
          { ...fields, processingBytes },
          'Out of disk space: commands are refused and processing is paused until there is more free space',
        );
        return;
      case 'below-replication':
        logger.error(
          { ...fields, replicationBytes },
          'Out of disk space: there is hardly room for the log itself',
        );
    }
  }
}
