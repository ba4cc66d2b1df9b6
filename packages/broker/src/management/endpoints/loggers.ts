// `/actuator/loggers`: the levels of the logs, which can be changed while the server runs (spec 15 §11).
import {
  json,
  memberOf,
  NO_CONTENT,
  NOT_FOUND,
  type Endpoint,
  type ManagementResponse,
} from '../endpoint.js';

/** Levels by the names that operators use. */
export const LOGGER_LEVELS = ['OFF', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'] as const;
export type LoggerLevel = (typeof LOGGER_LEVELS)[number];

/** The loggers of the server; names have parts joined by dots, `ROOT` is above all of them. */
export interface Loggers {
  names(): readonly string[];
  /** Undefined when the level comes from a logger above. */
  configuredLevel(name: string): LoggerLevel | undefined;
  effectiveLevel(name: string): LoggerLevel;
  /** Undefined goes back to the level of the logger above. */
  configure(name: string, level: LoggerLevel | undefined): void;
}

export function loggers(all: Loggers): Endpoint {
  return {
    id: 'loggers',
    path: '/actuator/loggers',
    methods: ['GET', 'POST'],
    answer({ method, below: [name, ...rest], body }) {
      if (rest.length > 0) return NOT_FOUND;
      if (method === 'POST') return name === undefined ? NOT_FOUND : configure(all, name, body);
      if (name !== undefined) return json(shownLogger(all, name));
      return json({
        levels: LOGGER_LEVELS,
        loggers: Object.fromEntries(all.names().map((each) => [each, shownLogger(all, each)])),
        groups: {},
      });
    },
  };
}

function shownLogger(all: Loggers, name: string) {
  const configuredLevel = all.configuredLevel(name);
  return {
    ...(configuredLevel === undefined ? {} : { configuredLevel }),
    effectiveLevel: all.effectiveLevel(name),
  };
}

function configure(all: Loggers, name: string, body: unknown): ManagementResponse {
  const given = memberOf(body, 'configuredLevel') ?? null;
  const level = LOGGER_LEVELS.find((each) => each === String(given).toUpperCase());
  if (given !== null && level === undefined) {
    return json(
      { message: `Expected configuredLevel to be null or one of ${LOGGER_LEVELS.join(', ')}.` },
      400,
    );
  }
  all.configure(name, level);
  return NO_CONTENT;
}
