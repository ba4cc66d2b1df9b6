// The loggers of the server and their levels. Names have parts joined by dots; a logger without a level of its own has
// that of the nearest one above, in the end that of ROOT.
import type { LoggerLevel, Loggers } from '@grevy/broker';
import type { Logger } from 'pino';
import { MAX_CONFIGURED_LOGGERS } from '../limits.js';
import type { LogSettings } from './log-settings.js';

const ROOT = 'ROOT';
/** Above all loggers of the server. */
const PRODUCT = 'grevy';

export class LogLevels implements Loggers {
  readonly #loggers = new Map<string, Logger>();
  readonly #configured = new Map<string, LoggerLevel>();

  constructor(
    { level, levels }: Pick<LogSettings, 'level' | 'levels'>,
    private readonly create: (name: string) => Logger,
  ) {
    // As in the reference, whose own loggers have a level besides that of the root.
    this.#configured.set(PRODUCT, level);
    for (const [name, each] of levels) this.#configured.set(canonical(name), each);
    this.#configured.set(ROOT, level);
  }

  logger(name: string): Logger {
    const existing = this.#loggers.get(name);
    if (existing !== undefined) return existing;
    const logger = this.create(name);
    this.#loggers.set(name, logger);
    logger.level = pinoLevel(this.effectiveLevel(name));
    return logger;
  }

  names(): readonly string[] {
    return [ROOT, ...new Set([...this.#loggers.keys(), ...this.#configured.keys()])]
      .filter((name, index, all) => all.indexOf(name) === index)
      .sort((a, b) => (a === ROOT ? -1 : b === ROOT ? 1 : a < b ? -1 : 1));
  }

  configuredLevel(name: string): LoggerLevel | undefined {
    return this.#configured.get(canonical(name));
  }

  effectiveLevel(name: string): LoggerLevel {
    const parts = canonical(name).split('.');
    for (let length = parts.length; length > 0; length -= 1) {
      const level = this.#configured.get(parts.slice(0, length).join('.'));
      if (level !== undefined) return level;
    }
    return this.#configured.get(ROOT) ?? 'INFO';
  }

  /** @throws RangeError when too many names have levels */
  configure(name: string, level: LoggerLevel | undefined): void {
    const known = canonical(name);
    if (level !== undefined) {
      if (!this.#configured.has(known) && this.#configured.size >= MAX_CONFIGURED_LOGGERS) {
        throw new RangeError(
          `${MAX_CONFIGURED_LOGGERS} loggers have levels already (MAX_CONFIGURED_LOGGERS); reset some with null.`,
        );
      }
      this.#configured.set(known, level);
    } else if (known === ROOT) this.#configured.set(ROOT, 'INFO');
    else this.#configured.delete(known);
    for (const [each, logger] of this.#loggers) logger.level = pinoLevel(this.effectiveLevel(each));
  }
}

/** The reference's names mean the same parts of the server. */
function canonical(name: string): string {
  if (name.toUpperCase() === ROOT) return ROOT;
  return name.replace(/^io\.camunda\.zeebe(?=\.|$)/, PRODUCT);
}

function pinoLevel(level: LoggerLevel): string {
  return level === 'OFF' ? 'silent' : level.toLowerCase();
}
