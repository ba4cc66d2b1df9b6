// From file, environment and flags to what the server is started with.
import {
  effectiveSettings,
  readConfiguration,
  SETTINGS,
  type Configuration,
  type ConfigurationSources,
  type EffectiveSetting,
} from '@grevy/configuration';
import type { LogSettings } from '../logging/log-settings.js';
import type { ServerOptions } from '../server.js';
import { brokerOptions } from './broker-options.js';
import { exporterSpecs } from './exporter-specs.js';
import { gatewayOptions } from './gateway-options.js';
import { isEndpointEnabled } from './management-options.js';
import { logSettings } from './log-options.js';

export interface LoadedConfiguration {
  readonly server: Omit<ServerOptions, 'logger'>;
  readonly log: LogSettings;
  /** What the user should know about settings that do nothing. */
  readonly notices: readonly string[];
  /** Every setting with its value and origin, secrets masked. */
  readonly effective: readonly EffectiveSetting[];
}

/** @throws ConfigurationError with every problem that stops the start */
export function loadConfiguration(sources: ConfigurationSources): LoadedConfiguration {
  const { configuration, notices } = readConfiguration(sources);
  return {
    server: serverOptions(configuration),
    log: logSettings(configuration),
    notices,
    effective: effectiveSettings(configuration),
  };
}

function serverOptions(configuration: Configuration): Omit<ServerOptions, 'logger'> {
  const brokerHost = configuration.value(SETTINGS['zeebe.broker.network.host']);
  const port = configuration.value(SETTINGS['zeebe.broker.gateway.network.port']);
  const offset = configuration.value(SETTINGS['zeebe.broker.network.portOffset']) * 10;
  const isEphemeral = configuration.value(SETTINGS['grevy.data.ephemeral']);
  return {
    host: configuration.value(SETTINGS['zeebe.broker.gateway.network.host']) ?? brokerHost,
    port: port === 0 ? 0 : port + offset,
    advertisedHost:
      configuration.value(SETTINGS['zeebe.broker.network.commandApi.advertisedHost']) ??
      configuration.value(SETTINGS['zeebe.broker.network.advertisedHost']) ??
      brokerHost,
    advertisedPort:
      configuration.value(SETTINGS['zeebe.broker.network.commandApi.advertisedPort']) ??
      configuration.value(SETTINGS['zeebe.broker.network.commandApi.port']) + offset,
    managementHost: managementHost(configuration),
    managementPort: configuration.value(SETTINGS['server.port']),
    dataDirectory: isEphemeral ? undefined : configuration.value(SETTINGS['zeebe.broker.data.directory']),
    partitionCount: configuration.value(SETTINGS['zeebe.broker.cluster.partitionsCount']),
    recordsFile: configuration.value(SETTINGS['grevy.records.file']),
    exporters: exporterSpecs(configuration),
    broker: brokerOptions(configuration),
    gateway: gatewayOptions(configuration),
    isEndpointEnabled: isEndpointEnabled(configuration),
  };
}

/** `--host` is where the whole server listens; the settings of broker and gateway speak for themselves only. */
function managementHost(configuration: Configuration): string {
  const gatewayHost = SETTINGS['zeebe.broker.gateway.network.host'];
  const isFlag = configuration.given(gatewayHost)?.origin.kind === 'flag';
  return (
    configuration.value(SETTINGS['server.address']) ??
    (isFlag ? configuration.value(gatewayHost) : undefined) ??
    '0.0.0.0'
  );
}
