// The settings of the gateway.
import { readFileSync } from 'node:fs';
import { SETTINGS, type Configuration } from '@grevy/configuration';
import { DEFAULT_SETTINGS, type GatewayOptions } from '@grevy/gateway';

export type ConfiguredGateway = Pick<GatewayOptions, 'settings' | 'tls'>;

export function gatewayOptions(configuration: Configuration): ConfiguredGateway {
  const tls = tlsKeys(configuration);
  return {
    settings: {
      ...DEFAULT_SETTINGS,
      requestTimeoutMs: configuration.value(SETTINGS['zeebe.broker.gateway.cluster.requestTimeout']),
      maxMessageSizeBytes: configuration.value(SETTINGS['zeebe.broker.network.maxMessageSize']),
      longPolling: {
        enabled: configuration.value(SETTINGS['zeebe.broker.gateway.longPolling.enabled']),
        timeoutMs: configuration.value(SETTINGS['zeebe.broker.gateway.longPolling.timeout']),
        probeTimeoutMs: configuration.value(SETTINGS['zeebe.broker.gateway.longPolling.probeTimeout']),
        minEmptyResponses: configuration.value(
          SETTINGS['zeebe.broker.gateway.longPolling.minEmptyResponses'],
        ),
      },
      multiTenancyEnabled: configuration.value(SETTINGS['zeebe.broker.gateway.multiTenancy.enabled']),
    },
    ...(tls === undefined ? {} : { tls }),
  };
}

/** The files exist and are readable: the configuration has checked that. */
function tlsKeys(configuration: Configuration): GatewayOptions['tls'] {
  const chain = configuration.value(SETTINGS['zeebe.broker.gateway.security.certificateChainPath']);
  const key = configuration.value(SETTINGS['zeebe.broker.gateway.security.privateKeyPath']);
  const isEnabled = configuration.value(SETTINGS['zeebe.broker.gateway.security.enabled']);
  if (!isEnabled || chain === undefined || key === undefined) return undefined;
  return { certificateChain: readFileSync(chain), privateKey: readFileSync(key) };
}
