// Lines of JSON as Google's Stackdriver wants them (spec 15 §16).
import { stdSerializers, type LoggerOptions } from 'pino';

const SEVERITIES: Readonly<Record<string, string>> = {
  trace: 'DEBUG',
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARNING',
  error: 'ERROR',
  fatal: 'CRITICAL',
};

export function stackdriverOptions(service: {
  readonly name: string;
  readonly version: string;
}): LoggerOptions {
  return {
    messageKey: 'message',
    errorKey: 'exception',
    base: { serviceContext: { service: service.name, version: service.version } },
    timestamp: () => {
      const now = Date.now();
      return `,"timestampSeconds":${Math.floor(now / 1_000)},"timestampNanos":${(now % 1_000) * 1_000_000}`;
    },
    formatters: { level: (label) => ({ severity: SEVERITIES[label] ?? 'DEFAULT' }) },
    serializers: { error: stdSerializers.err },
  };
}
