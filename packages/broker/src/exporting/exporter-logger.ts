/** What exporters log, under the logger names that operators know. Lines of a thread come as messages. */
import type { ExporterLogger } from '@grevy/exporter-api';
import type { BrokerLogger } from '../broker-logger.js';

export interface ExporterLogLine {
  readonly exporterId: string;
  readonly level: keyof ExporterLogger;
  readonly message: string;
}

export type ExporterLog = (line: ExporterLogLine) => void;

export function exporterLogger(exporterId: string, log: ExporterLog): ExporterLogger {
  const at = (level: keyof ExporterLogger) => (message: string) => {
    log({ exporterId, level, message });
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Passes the lines on to the log of the broker. */
export function logTo(logger: BrokerLogger): ExporterLog {
  return ({ exporterId, level, message }) => {
    logger[level]({ logger: `io.camunda.zeebe.broker.exporter.${exporterId}` }, message);
  };
}
