// The log of the server: readable lines, or JSON for collectors. Lines are written at once, so none is lost at the end.
import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { StartSettings } from './start-settings.js';

export function serverLog({ logLevel, logFormat }: Pick<StartSettings, 'logLevel' | 'logFormat'>): Logger {
  if (logFormat === 'json') return pino({ level: logLevel }, pino.destination({ fd: 1, sync: true }));
  const lines = pretty({
    destination: 1,
    sync: true,
    colorize: process.stdout.isTTY,
    translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l',
    ignore: 'pid,hostname',
  });
  return pino({ level: logLevel }, lines);
}
