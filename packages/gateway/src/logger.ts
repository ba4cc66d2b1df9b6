/** What the gateway logs to; pino's loggers fit. */
export interface Logger {
  trace(fields: object, message: string): void;
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const ignore = (): void => undefined;

/** Logs nothing. */
export const SILENT: Logger = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
