// Where the broker listens (spec 15 §8, §10).
import { MAX_PORT } from '../limits.js';
import { dataSize, integer, optionalInteger, optionalText, text, toggle } from '../values/setting-types.js';
import { NO_BROKER_TRAFFIC } from './effects.js';

const PORT = { min: 0, max: MAX_PORT } as const;

export const NETWORK_SETTINGS = {
  'zeebe.broker.network.host': text({
    default: '0.0.0.0',
    documentation: 'Address to listen on, for every port that has none of its own.',
  }),
  'zeebe.broker.network.advertisedHost': optionalText({
    documentation: 'Host that the topology shows to clients; the host to listen on by default.',
  }),
  'zeebe.broker.network.portOffset': integer({
    default: 0,
    min: 0,
    documentation: 'Ten times this is added to the gateway port, and to the port that the topology shows.',
  }),
  'zeebe.broker.network.maxMessageSize': dataSize({
    default: '4MB',
    min: 1,
    boundsError: 'maxMessageSize must be positive',
    documentation: 'Largest request, and largest batch of records that one command may cause.',
  }),
  'zeebe.broker.network.commandApi.host': optionalText({
    documentation: 'Address for commands from gateways.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.network.commandApi.port': integer({
    default: 26501,
    ...PORT,
    documentation: 'Port of the broker that the topology shows to clients. Nothing listens there.',
  }),
  'zeebe.broker.network.commandApi.advertisedHost': optionalText({
    documentation: 'Host that the topology shows to clients, instead of `network.advertisedHost`.',
  }),
  'zeebe.broker.network.commandApi.advertisedPort': optionalInteger({
    ...PORT,
    documentation: 'Port that the topology shows to clients, instead of `commandApi.port`.',
  }),
  'zeebe.broker.network.internalApi.host': optionalText({
    documentation: 'Address for other brokers.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.network.internalApi.port': integer({
    default: 26502,
    ...PORT,
    documentation: 'Port for other brokers.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.network.internalApi.advertisedHost': optionalText({
    documentation: 'Host that other brokers are told.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.network.internalApi.advertisedPort': optionalInteger({
    ...PORT,
    documentation: 'Port that other brokers are told.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.network.security.enabled': toggle({
    default: false,
    documentation: 'TLS between brokers.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.network.security.certificateChainPath': optionalText({
    documentation: 'PEM file for TLS between brokers; it must be readable if that is enabled.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.network.security.privateKeyPath': optionalText({
    documentation: 'PEM file for TLS between brokers; it must be readable if that is enabled.',
    effect: NO_BROKER_TRAFFIC,
  }),
};
