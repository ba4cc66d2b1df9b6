/**
 * Writes every record as one line of JSON into a file that is rotated by size.
 *
 * Lines are gathered and written together, then synced, then acknowledged. So a record may stand in the files twice
 * after a crash (`partitionId` and `position` tell), but none is missing.
 */
import type { ExportedRecord, Exporter, ExporterContext, ExporterController } from '@grevy/exporter-api';
import { readJsonlConfiguration, type JsonlConfiguration } from './jsonl-configuration.js';
import { RotatedFile } from './rotated-file.js';

/** Characters that are gathered before they are written. */
const MAX_GATHERED_LENGTH = 256 * 1024;

export class JsonlExporter implements Exporter {
  #configuration: JsonlConfiguration | undefined;
  #running: { readonly file: RotatedFile; readonly controller: ExporterController } | undefined;
  #lines = '';
  /** Last record that is in `#lines` or in the file. */
  #position = -1;
  #unsynced = false;
  #gatheredLength = MAX_GATHERED_LENGTH;
  #reportFailure: (message: string) => void = () => undefined;

  configure(context: ExporterContext): void {
    this.#configuration = readJsonlConfiguration(context.configuration, context.partitionId);
    this.#reportFailure = (message) => {
      context.logger.warn(message);
    };
  }

  async open(controller: ExporterController): Promise<void> {
    if (this.#configuration === undefined) throw new Error('The exporter was not configured.');
    this.#gatheredLength = Math.min(MAX_GATHERED_LENGTH, this.#configuration.maxFileBytes / 2);
    this.#running = { file: await RotatedFile.open(this.#configuration), controller };
    this.#scheduleFlush(this.#configuration.flushIntervalMs);
  }

  export(exported: ExportedRecord): void | Promise<void> {
    // A record comes again when writing failed after it was gathered.
    if (exported.record.position > this.#position) {
      this.#lines += `${exported.toJson()}\n`;
      this.#position = exported.record.position;
    }
    if (this.#lines.length >= this.#gatheredLength) return this.#write();
  }

  async close(): Promise<void> {
    try {
      await this.#flush();
    } finally {
      await this.#running?.file.close();
      this.#running = undefined;
    }
  }

  async #write(): Promise<void> {
    if (this.#lines === '' || this.#running === undefined) return;
    await this.#running.file.append(this.#lines);
    this.#lines = '';
    this.#unsynced = true;
  }

  async #flush(): Promise<void> {
    await this.#write();
    if (!this.#unsynced || this.#running === undefined) return;
    await this.#running.file.sync();
    this.#unsynced = false;
    this.#running.controller.updateLastExportedRecordPosition(this.#position);
  }

  #scheduleFlush(delayMs: number): void {
    this.#running?.controller.scheduleCancellableTask(delayMs, async () => {
      try {
        await this.#flush();
      } catch (error) {
        // The lines stay gathered; the next flush or a failing export tries again.
        this.#reportFailure(
          `Error on writing records: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      this.#scheduleFlush(delayMs);
    });
  }
}
