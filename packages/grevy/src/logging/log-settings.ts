// How the log of the server is written.
import type { LoggerLevel } from '@grevy/broker';

export interface LogSettings {
  /** Readable lines, lines of JSON, or lines of JSON as Google's Stackdriver wants them. */
  readonly format: 'text' | 'json' | 'stackdriver';
  /** Level of all loggers that have none of their own. */
  readonly level: LoggerLevel;
  /** Levels of single loggers, by name. */
  readonly levels: ReadonlyMap<string, LoggerLevel>;
  /** For Stackdriver. */
  readonly service: { readonly name: string; readonly version: string };
}
