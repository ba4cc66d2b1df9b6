// The settings of the log.
import { LOGGER_LEVELS, type LoggerLevel } from '@grevy/broker';
import { ConfigurationError, leavesOf, SETTINGS, type Configuration } from '@grevy/configuration';
import type { LogSettings } from '../logging/log-settings.js';

const FORMATS: Readonly<Record<string, LogSettings['format']>> = {
  console: 'text',
  text: 'text',
  json: 'json',
  stackdriver: 'stackdriver',
};

/** @throws ConfigurationError for a level or format that does not exist */
export function logSettings(configuration: Configuration): LogSettings {
  const levels = new Map(
    leavesOf(configuration.tree(SETTINGS['logging.level'])).map(([name, level]) => [
      name,
      levelOf(`logging.level.${name}`, level.toString()),
    ]),
  );
  const root = [...levels].find(([name]) => name.toLowerCase() === 'root')?.[1];
  return {
    format: formatOf(configuration.value(SETTINGS['zeebe.log.appender'])),
    level: root ?? levelOf('zeebe.log.level', configuration.value(SETTINGS['zeebe.log.level'])),
    levels,
    service: {
      name: configuration.value(SETTINGS['zeebe.log.stackdriver.serviceName']),
      version: configuration.value(SETTINGS['zeebe.log.stackdriver.serviceVersion']),
    },
  };
}

function levelOf(setting: string, text: string): LoggerLevel {
  // YAML reads a bare `off` as false.
  const name = text.toLowerCase() === 'false' ? 'OFF' : text.toUpperCase();
  const level = LOGGER_LEVELS.find((each) => each === name);
  if (level !== undefined) return level;
  throw new ConfigurationError([
    `${setting}: expected one of ${LOGGER_LEVELS.join(', ')}, but got "${text}".`,
  ]);
}

function formatOf(text: string): LogSettings['format'] {
  const name = text.toLowerCase();
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (format !== undefined) return format;
  throw new ConfigurationError([
    `zeebe.log.appender: expected Console, JSON or Stackdriver, but got "${text}".`,
  ]);
}
