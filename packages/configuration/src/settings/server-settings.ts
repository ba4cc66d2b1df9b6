// The process itself: management endpoints, logs, clock, and what Grevy has beyond the reference (spec 15 §10, §11).
import { MAX_PORT } from '../limits.js';
import { choice, integer, optionalText, text, toggle } from '../values/setting-types.js';
import { tree } from '../values/setting-tree.js';
import { NO_BACKUP_STORES, NO_BROKER_TRAFFIC } from './effects.js';

export const SERVER_SETTINGS = {
  'server.address': optionalText({
    documentation:
      'Address of the management endpoints; that of the flag `--host`, else 0.0.0.0, by default.',
  }),
  'server.port': integer({
    default: 9600,
    min: 0,
    max: MAX_PORT,
    alias: '--management-port',
    documentation: 'Port of the management endpoints; 0 takes any free one.',
  }),
  'management.endpoints.enabledByDefault': toggle({
    default: false,
    alias: 'MANAGEMENT_ENDPOINTS_ENABLED_BY_DEFAULT',
    documentation:
      'Whether all endpoints below `/actuator` answer. Without it only health, prometheus and loggers do, and clock if it is controlled.',
  }),
  'management.endpoint': tree({
    documentation: 'Single endpoints: `<id>.enabled`, such as `management.endpoint.clock.enabled`.',
  }),
  'logging.level': tree({
    documentation: 'Levels of loggers by name: `root`, `grevy.broker`, `grevy.gateway` and others.',
  }),
  'zeebe.log.level': choice(['trace', 'debug', 'info', 'warn', 'error', 'off'], {
    default: 'info',
    documentation: 'Level of the log.',
  }),
  'atomix.log.level': text({
    default: 'warn',
    documentation: 'Level of the log of the traffic between brokers.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.log.appender': text({
    default: 'Console',
    alias: '--json',
    documentation: 'Format of the log: `Console` for readable lines, `Stackdriver` or `JSON` for JSON.',
  }),
  'zeebe.log.stackdriver.serviceName': text({
    default: 'zeebe',
    documentation: 'Name of the service in JSON logs.',
  }),
  'zeebe.log.stackdriver.serviceVersion': text({
    default: 'development',
    documentation: 'Version of the service in JSON logs.',
  }),
  'zeebe.debug': toggle({
    default: false,
    documentation:
      'Whether every record is written to the log of the server, by the exporter `DebugLogExporter`.',
  }),
  'camunda.cloud.organization.id': text({
    default: 'null',
    documentation: 'Value of the label `organizationId` of metrics.',
  }),
  'zeebe.standalone.gateway': toggle({
    default: false,
    documentation: 'Whether to run a gateway without a broker.',
    effect: { kind: 'refused', reason: 'a gateway cannot run without a broker in its process' },
  }),
  'zeebe.restore.from.backup.id': optionalText({
    documentation: 'The backup to restore.',
    effect: NO_BACKUP_STORES,
  }),
  'zeebe.restore': toggle({
    default: false,
    documentation: 'Whether to restore a backup instead of starting.',
    effect: { kind: 'refused', reason: 'backups to a store are not supported' },
  }),
  'zeebe.clock.controlled': toggle({
    default: false,
    documentation: 'Whether `/actuator/clock` may move the time of the server. For tests only.',
  }),
  'grevy.data.ephemeral': toggle({
    default: false,
    alias: '--ephemeral',
    documentation: 'Whether everything is kept in memory and gone after a stop.',
  }),
  'grevy.records.file': optionalText({
    alias: '--records',
    documentation: 'File to which every record is written as a line of JSON.',
  }),
};
