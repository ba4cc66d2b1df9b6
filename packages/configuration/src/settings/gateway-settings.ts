// The gateway (spec 01 §8.2, spec 15 §9). The prefix `zeebe.gateway.` means the same settings.
import { MAX_PORT, MAX_TIMER_MS } from '../limits.js';
import {
  choice,
  dataSize,
  duration,
  integer,
  list,
  optionalInteger,
  optionalText,
  text,
  toggle,
} from '../values/setting-types.js';
import { tree } from '../values/setting-tree.js';
import { AUTHENTICATION_SETTINGS } from './authentication-settings.js';
import { NO_BROKER_TRAFFIC, NO_INTERCEPTORS, NO_JVM } from './effects.js';

export const GATEWAY_SETTINGS = {
  'zeebe.broker.gateway.enable': toggle({
    default: true,
    documentation: 'Whether the server has a gateway.',
    effect: { kind: 'refused', reason: 'a broker without its gateway cannot be reached' },
  }),
  'zeebe.broker.gateway.network.host': optionalText({
    alias: '--host',
    documentation: 'Address to listen on for clients; `zeebe.broker.network.host` by default.',
  }),
  'zeebe.broker.gateway.network.port': integer({
    default: 26500,
    min: 0,
    max: MAX_PORT,
    alias: '--port',
    documentation: 'Port for clients; 0 takes any free one.',
  }),
  'zeebe.broker.gateway.network.minKeepAliveInterval': duration({
    default: '30s',
    min: 1,
    boundsError: 'Minimum keep alive interval must be positive.',
    documentation: 'Clients that ping more often are sent away.',
  }),
  'zeebe.broker.gateway.network.maxMessageSize': dataSize({
    default: '4MB',
    min: 1,
    boundsError: 'maxMessageSize must be positive',
    documentation: 'Largest request of a gateway that runs alone.',
    effect: { kind: 'none', reason: 'use zeebe.broker.network.maxMessageSize instead' },
  }),
  'zeebe.broker.gateway.cluster.requestTimeout': duration({
    default: '15s',
    min: 1,
    documentation: 'How long a gateway waits for the answer of a partition.',
  }),
  'zeebe.broker.gateway.network.maxConnections': integer({
    default: 10_000,
    min: 1,
    documentation: 'Connections of clients at the same time; further ones are closed at once.',
  }),
  'zeebe.broker.gateway.network.serverPingInterval': duration({
    default: '1m',
    min: 1,
    max: MAX_TIMER_MS,
    documentation: 'How often clients are pinged.',
  }),
  'zeebe.broker.gateway.network.serverPingTimeout': duration({
    default: '20s',
    min: 1,
    max: MAX_TIMER_MS,
    documentation: 'Clients that do not answer a ping for so long are dropped.',
  }),
  'zeebe.broker.gateway.network.handshakeTimeout': duration({
    default: '10s',
    min: 1,
    max: MAX_TIMER_MS,
    documentation: 'Time for the handshakes of a new connection.',
  }),
  'zeebe.broker.gateway.network.requestReceiveTimeout': duration({
    default: '30s',
    min: 1,
    max: MAX_TIMER_MS,
    documentation: 'Time for a request to arrive completely.',
  }),
  'zeebe.broker.gateway.network.maxRequestBytes': dataSize({
    default: '256MB',
    min: 1,
    documentation: 'All requests that are received or served at the same time; further ones are refused.',
  }),
  'zeebe.broker.gateway.network.maxUnreadResponseBytes': dataSize({
    default: '256MB',
    min: 1,
    documentation: 'All responses that clients have not read; beyond it the slowest connection is cut.',
  }),
  ...alone(),
  'zeebe.broker.gateway.threads.managementThreads': integer({
    default: 1,
    documentation: 'Threads for management.',
    effect: NO_JVM,
  }),
  'zeebe.broker.gateway.threads.grpcMinThreads': integer({
    default: 1,
    documentation: 'Threads for calls, at least.',
    effect: NO_JVM,
  }),
  'zeebe.broker.gateway.threads.grpcMaxThreads': integer({
    default: 2,
    documentation: 'Threads for calls, at most.',
    effect: NO_JVM,
  }),
  'zeebe.broker.gateway.security.enabled': toggle({
    default: false,
    documentation: 'TLS for clients.',
  }),
  'zeebe.broker.gateway.security.certificateChainPath': optionalText({
    documentation: 'PEM file with the certificate chain.',
  }),
  'zeebe.broker.gateway.security.privateKeyPath': optionalText({
    documentation: 'PEM file with the private key (PKCS #8).',
  }),
  'zeebe.broker.gateway.security.clientCaPath': optionalText({
    documentation: 'PEM file of authorities; clients must then present a certificate signed by one of them.',
  }),
  ...AUTHENTICATION_SETTINGS,
  'zeebe.broker.gateway.longPolling.enabled': toggle({
    default: true,
    documentation: 'Whether requests for jobs wait until there are some.',
  }),
  'zeebe.broker.gateway.longPolling.timeout': duration({
    default: '10s',
    min: 1,
    documentation: 'How long a request for jobs waits that does not say so itself.',
  }),
  'zeebe.broker.gateway.longPolling.probeTimeout': duration({
    default: '10s',
    min: 1,
    documentation: 'After so long without news, one waiting request looks for jobs anyway.',
  }),
  'zeebe.broker.gateway.longPolling.minEmptyResponses': integer({
    default: 3,
    min: 1,
    documentation: 'Empty answers after which requests for a job type wait for news.',
  }),
  'zeebe.broker.gateway.multiTenancy.enabled': toggle({
    default: false,
    documentation: 'Whether calls name tenants.',
  }),
  'zeebe.broker.gateway.interceptors': tree({
    documentation: 'Interceptors of calls.',
    effect: NO_INTERCEPTORS,
  }),
};

/** What only a gateway that runs alone needs. */
function alone() {
  const effect = NO_BROKER_TRAFFIC;
  return {
    'zeebe.broker.gateway.cluster.initialContactPoints': list({ documentation: 'Brokers to find.', effect }),
    'zeebe.broker.gateway.cluster.contactPoint': optionalText({ documentation: 'Deprecated.', effect }),
    'zeebe.broker.gateway.cluster.clusterName': text({
      default: 'zeebe-cluster',
      documentation: 'Name of the cluster.',
      effect,
    }),
    'zeebe.broker.gateway.cluster.memberId': text({
      default: 'gateway',
      documentation: 'Name of the gateway in its cluster.',
      effect,
    }),
    'zeebe.broker.gateway.cluster.host': optionalText({ documentation: 'Address for brokers.', effect }),
    'zeebe.broker.gateway.cluster.port': integer({
      default: 26502,
      min: 0,
      max: MAX_PORT,
      documentation: 'Port for brokers.',
      effect,
    }),
    'zeebe.broker.gateway.cluster.advertisedHost': optionalText({
      documentation: 'Host that brokers are told.',
      effect,
    }),
    'zeebe.broker.gateway.cluster.advertisedPort': optionalInteger({
      min: 0,
      max: MAX_PORT,
      documentation: 'Port that brokers are told.',
      effect,
    }),
    'zeebe.broker.gateway.cluster.messageCompression': choice(['NONE', 'GZIP', 'SNAPPY'], {
      default: 'NONE',
      documentation: 'Compression to brokers.',
      effect,
    }),
    'zeebe.broker.gateway.cluster.membership': tree({ documentation: 'Gossip with brokers.', effect }),
    'zeebe.broker.gateway.cluster.security': tree({ documentation: 'TLS to brokers.', effect }),
  };
}
