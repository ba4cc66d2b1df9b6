// The settings of `grevy start`: options, then environment variables, then defaults.
import { UsageFailure } from '../cli/failure.js';

export interface StartOptions {
  readonly data?: string;
  readonly ephemeral?: boolean;
  readonly host?: string;
  readonly port?: string;
  readonly managementPort?: string;
  readonly records?: string;
  readonly json?: boolean;
}

export interface StartSettings {
  readonly host: string;
  readonly port: number;
  readonly managementPort: number;
  /** Undefined keeps everything in memory. */
  readonly dataDirectory: string | undefined;
  readonly recordsFile: string | undefined;
  readonly logLevel: LogLevel;
  readonly logFormat: 'text' | 'json';
}

export const DEFAULT_DATA_DIRECTORY = './grevy-data';
const DEFAULT_HOST = '0.0.0.0';
const DEFAULT_PORT = '26500';
const DEFAULT_MANAGEMENT_PORT = '9600';

/** Levels of logs, by the names of `ZEEBE_LOG_LEVEL`; off is `silent`. */
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The first of the variables that is set wins. */
const VARIABLES = {
  data: ['ZEEBE_BROKER_DATA_DIRECTORY'],
  host: ['ZEEBE_GATEWAY_NETWORK_HOST', 'ZEEBE_BROKER_GATEWAY_NETWORK_HOST'],
  port: ['ZEEBE_GATEWAY_NETWORK_PORT', 'ZEEBE_BROKER_GATEWAY_NETWORK_PORT'],
  managementPort: ['SERVER_PORT'],
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UsageFailure for a setting that cannot work, naming the option and the variable */
export function startSettings(options: StartOptions, environment: Environment): StartSettings {
  const variable = (setting: keyof typeof VARIABLES): string | undefined =>
    VARIABLES[setting].map((name) => environment[name]).find((value) => value !== undefined && value !== '');
  if (options.ephemeral === true && options.data !== undefined) {
    throw new UsageFailure('--ephemeral keeps nothing, so it cannot be used with --data');
  }
  return {
    host: options.host ?? variable('host') ?? DEFAULT_HOST,
    port: portOf('--port', VARIABLES.port, options.port ?? variable('port') ?? DEFAULT_PORT),
    managementPort: portOf(
      '--management-port',
      VARIABLES.managementPort,
      options.managementPort ?? variable('managementPort') ?? DEFAULT_MANAGEMENT_PORT,
    ),
    dataDirectory:
      options.ephemeral === true ? undefined : (options.data ?? variable('data') ?? DEFAULT_DATA_DIRECTORY),
    recordsFile: options.records,
    logLevel: logLevelOf(environment['ZEEBE_LOG_LEVEL'] ?? 'info'),
    logFormat:
      options.json === true || environment['ZEEBE_LOG_APPENDER']?.toLowerCase() === 'stackdriver'
        ? 'json'
        : 'text',
  };
}

function portOf(option: string, variables: readonly string[], text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageFailure(
    `${option} (${variables.join(', ')}) needs a port from 0 to 65535 (0: any free one), but got "${text}"`,
  );
}

function logLevelOf(text: string): LogLevel {
  const name = text.toLowerCase() === 'off' ? 'silent' : text.toLowerCase();
  const level = LOG_LEVELS.find((each) => each === name);
  if (level !== undefined) return level;
  throw new UsageFailure(`ZEEBE_LOG_LEVEL is trace, debug, info, warn, error or off, but was "${text}"`);
}
