// The log of the server: readable lines, or JSON for collectors. Lines are written at once, so none is lost at the end.
import { pino, stdSerializers, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import pretty from 'pino-pretty';
import { LogLevels } from './log-levels.js';
import type { LogSettings } from './log-settings.js';
import { stackdriverOptions } from './stackdriver-lines.js';

export interface ServerLog {
  /** The logger of a part of the server, such as `grevy.gateway`. */
  logger(name: string): Logger;
  /** The levels, which can be changed while the server runs. */
  readonly levels: LogLevels;
}

/** @param destination standard output by default */
export function serverLog(settings: LogSettings, destination?: DestinationStream): ServerLog {
  // Each logger has a level of its own, so the one above them lets everything pass.
  const options: LoggerOptions = {
    level: 'trace',
    serializers: { error: stdSerializers.err },
    ...(settings.format === 'stackdriver' ? stackdriverOptions(settings.service) : {}),
  };
  const root = pino(options, destination ?? standardOutput(settings));
  const bindings = (name: string) =>
    settings.format === 'stackdriver' ? { context: { loggerName: name } } : { name };
  const levels = new LogLevels(settings, (name) => root.child(bindings(name)));
  return { levels, logger: (name) => levels.logger(name) };
}

function standardOutput({ format }: LogSettings): DestinationStream {
  if (format !== 'text') return pino.destination({ fd: 1, sync: true });
  return pretty({
    destination: 1,
    sync: true,
    colorize: process.stdout.isTTY,
    translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l',
    ignore: 'pid,hostname',
  });
}
