// The settings of the gateway.
import { ConfigurationError, SETTINGS, type Configuration } from '@grevy/configuration';
import {
  DEFAULT_SETTINGS,
  NO_AUTHENTICATION,
  readTlsKeys,
  type AuthenticationSettings,
  type ConnectionSettings,
  type GatewayOptions,
  type LongPollingSettings,
  type TlsKeys,
  type TlsSettings,
} from '@grevy/gateway';

export type ConfiguredGateway = Pick<GatewayOptions, 'settings' | 'tls' | 'tlsFiles'>;

/** @throws ConfigurationError when the files of TLS are missing or are not what they should be */
export function gatewayOptions(configuration: Configuration): ConfiguredGateway {
  const files = tlsFiles(configuration);
  const tls = tlsKeys(files);
  return {
    settings: {
      ...DEFAULT_SETTINGS,
      requestTimeoutMs: configuration.value(SETTINGS['zeebe.broker.gateway.cluster.requestTimeout']),
      maxMessageSizeBytes: configuration.value(SETTINGS['zeebe.broker.network.maxMessageSize']),
      multiTenancyEnabled: configuration.value(SETTINGS['zeebe.broker.gateway.multiTenancy.enabled']),
      longPolling: longPolling(configuration),
      authentication: authentication(configuration),
      connections: connections(configuration),
    },
    ...(tls === undefined ? {} : { tls, tlsFiles: files }),
  };
}

function longPolling(configuration: Configuration): LongPollingSettings {
  return {
    enabled: configuration.value(SETTINGS['zeebe.broker.gateway.longPolling.enabled']),
    timeoutMs: configuration.value(SETTINGS['zeebe.broker.gateway.longPolling.timeout']),
    probeTimeoutMs: configuration.value(SETTINGS['zeebe.broker.gateway.longPolling.probeTimeout']),
    minEmptyResponses: configuration.value(SETTINGS['zeebe.broker.gateway.longPolling.minEmptyResponses']),
  };
}

function authentication(configuration: Configuration): AuthenticationSettings {
  const mode = configuration.value(SETTINGS['zeebe.broker.gateway.security.authentication.mode']);
  if (mode === 'none') return NO_AUTHENTICATION;
  const issuerBackendUrl = configuration.value(
    SETTINGS['zeebe.broker.gateway.security.authentication.identity.issuerBackendUrl'],
  );
  if (issuerBackendUrl === undefined) {
    throw new ConfigurationError([
      'zeebe.broker.gateway.security.authentication.identity.issuerBackendUrl: the mode identity needs the address of ' +
        'the issuer of tokens.',
    ]);
  }
  return {
    mode,
    identity: {
      issuerBackendUrl,
      issuer: configuration.value(SETTINGS['zeebe.broker.gateway.security.authentication.identity.issuer']),
      jwksUrl: configuration.value(SETTINGS['zeebe.broker.gateway.security.authentication.identity.jwksUrl']),
      audience: configuration.value(
        SETTINGS['zeebe.broker.gateway.security.authentication.identity.audience'],
      ),
      clockSkewMs: configuration.value(
        SETTINGS['zeebe.broker.gateway.security.authentication.identity.clockSkew'],
      ),
      tenants: {
        claim: configuration.value(
          SETTINGS['zeebe.broker.gateway.security.authentication.identity.tenants.claim'],
        ),
        ofClients: tenantsOfClients(configuration),
      },
      baseUrl: configuration.value(SETTINGS['zeebe.broker.gateway.security.authentication.identity.baseUrl']),
      tenantLookupTimeoutMs: configuration.value(
        SETTINGS['zeebe.broker.gateway.security.authentication.identity.tenantLookupTimeout'],
      ),
    },
  };
}

/** Lists of tenants by client id; a text is split at commas. */
function tenantsOfClients(configuration: Configuration): Readonly<Record<string, readonly string[]>> {
  const leaves = configuration.givenLeaves(
    SETTINGS['zeebe.broker.gateway.security.authentication.identity.tenants.ofClients'],
  );
  return Object.fromEntries(
    leaves.map(({ name, raw }) => [
      name,
      typeof raw === 'string' ? raw.split(',').map((tenant) => tenant.trim()) : raw,
    ]),
  );
}

function connections(configuration: Configuration): ConnectionSettings {
  return {
    minKeepAliveIntervalMs: configuration.value(
      SETTINGS['zeebe.broker.gateway.network.minKeepAliveInterval'],
    ),
    maxConnections: configuration.value(SETTINGS['zeebe.broker.gateway.network.maxConnections']),
    serverPingIntervalMs: configuration.value(SETTINGS['zeebe.broker.gateway.network.serverPingInterval']),
    serverPingTimeoutMs: configuration.value(SETTINGS['zeebe.broker.gateway.network.serverPingTimeout']),
    handshakeTimeoutMs: configuration.value(SETTINGS['zeebe.broker.gateway.network.handshakeTimeout']),
    requestReceiveTimeoutMs: configuration.value(
      SETTINGS['zeebe.broker.gateway.network.requestReceiveTimeout'],
    ),
    maxRequestBytes: configuration.value(SETTINGS['zeebe.broker.gateway.network.maxRequestBytes']),
    maxUnreadResponseBytes: configuration.value(
      SETTINGS['zeebe.broker.gateway.network.maxUnreadResponseBytes'],
    ),
  };
}

function tlsFiles(configuration: Configuration): TlsSettings {
  return {
    enabled: configuration.value(SETTINGS['zeebe.broker.gateway.security.enabled']),
    certificateChainPath: configuration.value(SETTINGS['zeebe.broker.gateway.security.certificateChainPath']),
    privateKeyPath: configuration.value(SETTINGS['zeebe.broker.gateway.security.privateKeyPath']),
    clientCaPath: configuration.value(SETTINGS['zeebe.broker.gateway.security.clientCaPath']),
  };
}

function tlsKeys(files: TlsSettings): TlsKeys | undefined {
  try {
    return readTlsKeys(files);
  } catch (error) {
    throw new ConfigurationError([error instanceof Error ? error.message : String(error)]);
  }
}
