/** Log lines of exporters: one line each on standard error, under the logger name that operators know. */
import type { ExporterLogger } from '@grevy/exporter-api';

export function consoleExporterLogger(exporterId: string): ExporterLogger {
  const line = (level: string) => (message: string) => {
    process.stderr.write(`${level} io.camunda.zeebe.broker.exporter.${exporterId} - ${message}\n`);
  };
  return { debug: () => undefined, info: line('INFO'), warn: line('WARN'), error: line('ERROR') };
}
