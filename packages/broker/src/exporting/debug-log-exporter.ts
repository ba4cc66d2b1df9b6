/**
 * Writes every record to the log of the server, for tests (spec 04 §B). It never acknowledges, as in the
 * reference: the log of the partition grows while it is configured.
 */
import type { ExportedRecord, Exporter, ExporterContext, ExporterLogger } from '@grevy/exporter-api';
import { indentedJson } from './indented-json.js';

/** Names of the reference, and the level that exporters have for each. */
const LEVELS: Readonly<Record<string, keyof ExporterLogger>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
};

export class DebugLogExporter implements Exporter {
  #log: (message: string) => void = () => undefined;
  #isPretty = false;

  /** @throws Error for a level that does not exist */
  configure({ configuration, logger }: ExporterContext): void {
    const { logLevel, prettyPrint } = configuration.instantiate({ logLevel: 'debug', prettyPrint: false });
    const level = LEVELS[logLevel.toLowerCase()];
    if (level === undefined) {
      throw new Error(
        `Expected argument 'logLevel' to be one of ${Object.keys(LEVELS).join(', ')}, but was ${logLevel}.`,
      );
    }
    this.#log = (message) => logger[level](message);
    this.#isPretty = prettyPrint;
  }

  open(): void {
    this.#log('Debug exporter opened');
  }

  export(exported: ExportedRecord): void {
    const json = exported.toJson();
    this.#log(this.#isPretty ? indentedJson(json) : json);
  }

  close(): void {
    this.#log('Debug exporter closed');
  }
}

export { DebugLogExporter as default };
