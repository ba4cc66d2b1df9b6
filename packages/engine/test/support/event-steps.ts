// Steps that bring events from outside: messages, signals, and any command by its name.
import {
  DEFAULT_TENANT_ID,
  NO_KEY,
  subscriptionPartition,
  type CommandIntentOf,
  type JsonDocument,
  type ValueType,
} from '@grevy/protocol';
import type { EngineDriver } from './engine-driver.js';
import { keyNamed } from './key-names.js';
import type { ClientCluster } from './client-cluster.js';

/** `publish <name> <correlation key, - for none> ttl=60000 id=x tenant=t {"variables":1}`, to the partition of the key. */
export function publish(cluster: Pick<ClientCluster, 'partition' | 'partitions'>, words: readonly string[]) {
  const [name = '', key = '-', ...rest] = words;
  const isOption = (word: string) => /^(ttl|id|tenant)=/.test(word);
  const options = new Map(
    rest.filter(isOption).map((word) => word.split('=') as [name: string, value: string]),
  );
  const correlationKey = key === '-' ? '' : key;
  const partition = cluster.partition(subscriptionPartition(correlationKey, cluster.partitions.length));
  return partition.send('MESSAGE', 'PUBLISH', NO_KEY, {
    name,
    correlationKey,
    timeToLive: Number(options.get('ttl') ?? 0),
    messageId: options.get('id') ?? '',
    tenantId: options.get('tenant') ?? DEFAULT_TENANT_ID,
    variables: documentOf(rest.filter((word) => !isOption(word))),
  });
}

/** `signal <name> {"variables":1}`; `signal@2 …` on the second partition. */
export function broadcast(driver: EngineDriver, [signalName = '', ...json]: readonly string[]) {
  return driver.send('SIGNAL', 'BROADCAST', NO_KEY, { signalName, variables: documentOf(json) });
}

/**
 * `send TIMER TRIGGER k9 {"processInstanceKey":"k4"}`: any command; texts like k4 stand for keys.
 * `send tenants=t,u JOB FAIL k9 {}`: of a client that may see these tenants.
 */
export function send(driver: EngineDriver, words: readonly string[]) {
  const tenants = /^tenants=(.*)$/.exec(words[0] ?? '')?.[1]?.split(',');
  const [valueType = '', intent = '', key = '-', ...json] = tenants === undefined ? words : words.slice(1);
  const value: unknown = JSON.parse(json.join(' ') || '{}', (_name, field: unknown) =>
    typeof field === 'string' ? (keyNamed(field) ?? field) : field,
  );
  return driver.send(
    valueType as ValueType,
    intent as CommandIntentOf<ValueType>,
    keyNamed(key) ?? NO_KEY,
    value as never,
    tenants,
  );
}

function documentOf(words: readonly string[]): JsonDocument {
  return (words.length === 0 ? '{}' : words.join(' ')) as JsonDocument;
}
