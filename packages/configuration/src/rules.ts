// What settings must hold together, with the texts of the reference (spec 15 §6, §8).
import { accessSync, constants } from 'node:fs';
import type { Configuration } from './configuration.js';
import { MAX_PORT } from './limits.js';
import { SETTINGS } from './settings/settings.js';
import { isTree } from './values/setting-tree.js';

/** The problem, or undefined when the rule holds. */
type Rule = (configuration: Configuration) => string | undefined;

const NODE_ID: Rule = (configuration) => {
  const nodeId = configuration.value(SETTINGS['zeebe.broker.cluster.nodeId']);
  const clusterSize = configuration.value(SETTINGS['zeebe.broker.cluster.clusterSize']);
  return nodeId >= 0 && nodeId < clusterSize
    ? undefined
    : `Node id ${nodeId} needs to be non negative and smaller then cluster size ${clusterSize}.`;
};

const REPLICATION_FACTOR: Rule = (configuration) => {
  const factor = configuration.value(SETTINGS['zeebe.broker.cluster.replicationFactor']);
  const clusterSize = configuration.value(SETTINGS['zeebe.broker.cluster.clusterSize']);
  return factor > 0 && factor <= clusterSize
    ? undefined
    : `Replication factor ${factor} needs to be larger then zero and not larger then cluster size ${clusterSize}.`;
};

const GATEWAY_PORT: Rule = (configuration) => {
  const port = configuration.value(SETTINGS['zeebe.broker.gateway.network.port']);
  const offset = configuration.value(SETTINGS['zeebe.broker.network.portOffset']);
  const shifted = port + offset * 10;
  return port === 0 || shifted <= MAX_PORT
    ? undefined
    : `zeebe.broker.gateway.network.port (${port}) plus ten times zeebe.broker.network.portOffset (${offset}) is ` +
        `${shifted}, but must not be above ${MAX_PORT}.`;
};

const FREE_SPACE: Rule = (configuration) => {
  const processing = configuration.value(SETTINGS['zeebe.broker.data.disk.freeSpace.processing']);
  const replication = configuration.value(SETTINGS['zeebe.broker.data.disk.freeSpace.replication']);
  return processing > replication
    ? undefined
    : `Minimum free space for processing (${processing}) must be greater than minimum free space for replication ` +
        `(${replication}). Configured values are processing=${processing}, replication=${replication}`;
};

const BROKER_TLS: Rule = (configuration) => {
  if (!configuration.value(SETTINGS['zeebe.broker.network.security.enabled'])) return undefined;
  const chain = configuration.value(SETTINGS['zeebe.broker.network.security.certificateChainPath']);
  const key = configuration.value(SETTINGS['zeebe.broker.network.security.privateKeyPath']);
  if (chain === undefined) {
    return 'Expected to have a valid certificate chain path for network security, but none configured';
  }
  if (key === undefined) {
    return 'Expected to have a valid private key path for network security, but none configured';
  }
  const what = 'Expected the configured network security';
  const fault = 'to point to a readable file, but it does not';
  if (!isReadable(chain)) return `${what} certificate chain path '${chain}' ${fault}`;
  if (!isReadable(key)) return `${what} private key path '${key}' ${fault}`;
  return undefined;
};

const AIMD_BOUNDS: Rule = (configuration) => {
  const lowest = configuration.value(SETTINGS['zeebe.broker.backpressure.aimd.minLimit']);
  const highest = configuration.value(SETTINGS['zeebe.broker.backpressure.aimd.maxLimit']);
  return lowest <= highest
    ? undefined
    : `zeebe.broker.backpressure.aimd.minLimit (${lowest}) must not be above maxLimit (${highest}).`;
};

const BACKUP_STORE: Rule = (configuration) => {
  const store = configuration.value(SETTINGS['zeebe.broker.data.backup.store']);
  const s3 = configuration.tree(SETTINGS['zeebe.broker.data.backup.s3']);
  const hasBucket = Object.keys(s3).some((name) => name.toLowerCase().replaceAll('-', '') === 'bucketname');
  return store === 'S3' && !hasBucket
    ? 'Configuration for S3 backup store is incomplete. bucketName must not be empty.'
    : undefined;
};

const INTERCEPTORS: Rule = (configuration) => {
  const setting = SETTINGS['zeebe.broker.gateway.interceptors'];
  const [first] = Object.entries(configuration.tree(setting));
  if (first === undefined || setting.effect.kind !== 'refused') return undefined;
  const [index, interceptor] = first;
  const id = isTree(interceptor) ? interceptor['id'] : undefined;
  return `Cannot load interceptor [${String(id ?? index)}]: ${setting.effect.reason}.`;
};

export const RULES: readonly Rule[] = [
  GATEWAY_PORT,
  INTERCEPTORS,
  NODE_ID,
  REPLICATION_FACTOR,
  FREE_SPACE,
  BROKER_TLS,
  AIMD_BOUNDS,
  BACKUP_STORE,
];

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
