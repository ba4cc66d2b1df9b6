// Partitions, and what the reference configures about several brokers (spec 15 §3, §4, §8).
import { MAX_PARTITIONS } from '../limits.js';
import { choice, dataSize, duration, integer, list, text, toggle } from '../values/setting-types.js';
import { tree } from '../values/setting-tree.js';
import { NO_BROKER_TRAFFIC, NO_JVM, NO_RAFT, ONE_BROKER } from './effects.js';

export const CLUSTER_SETTINGS = {
  'zeebe.broker.cluster.nodeId': integer({
    default: 0,
    documentation: 'Number of this broker, from 0.',
  }),
  'zeebe.broker.cluster.partitionsCount': integer({
    default: 1,
    min: 1,
    max: MAX_PARTITIONS,
    minError: 'Partition count must not be smaller than 1.',
    documentation: 'Partitions; more than one have a thread each. Not to be changed after the first start.',
  }),
  'zeebe.broker.cluster.replicationFactor': integer({
    default: 1,
    documentation: 'Copies of every partition.',
    effect: ONE_BROKER,
  }),
  'zeebe.broker.cluster.clusterSize': integer({
    default: 1,
    documentation: 'Number of brokers.',
    effect: ONE_BROKER,
  }),
  'zeebe.broker.cluster.clusterName': text({
    default: 'zeebe-cluster',
    documentation: 'Name that brokers of a cluster share.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.cluster.initialContactPoints': list({
    documentation: 'Brokers to join.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.cluster.heartbeatInterval': duration({
    default: '250ms',
    documentation: 'Between signs of life of a leader.',
    effect: NO_RAFT,
  }),
  'zeebe.broker.cluster.electionTimeout': duration({
    default: '2500ms',
    documentation: 'Silence after which a new leader is elected.',
    effect: NO_RAFT,
  }),
  'zeebe.broker.cluster.raft': tree({ documentation: 'Flushing and elections.', effect: NO_RAFT }),
  'zeebe.broker.cluster.membership': tree({
    documentation: 'Gossip between brokers.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.cluster.messageCompression': choice(['NONE', 'GZIP', 'SNAPPY'], {
    default: 'NONE',
    documentation: 'Compression between brokers.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.threads.cpuThreadCount': integer({
    default: 2,
    documentation: 'Threads that process.',
    effect: NO_JVM,
  }),
  'zeebe.broker.threads.ioThreadCount': integer({
    default: 2,
    documentation: 'Threads that read and write.',
    effect: NO_JVM,
  }),
  'zeebe.broker.experimental.maxAppendsPerFollower': integer({
    default: 2,
    documentation: 'Appends in flight to one follower.',
    effect: NO_RAFT,
  }),
  'zeebe.broker.experimental.maxAppendBatchSize': dataSize({
    default: '32KB',
    documentation: 'Largest append to a follower.',
    effect: NO_RAFT,
  }),
  'zeebe.broker.experimental.partitioning': tree({
    documentation: 'Which broker has which partition.',
    effect: NO_BROKER_TRAFFIC,
  }),
  'zeebe.broker.experimental.raft': tree({ documentation: 'Time-outs of Raft.', effect: NO_RAFT }),
  'zeebe.broker.experimental.queryApi.enabled': toggle({
    default: false,
    documentation: 'Queries between brokers.',
    effect: NO_BROKER_TRAFFIC,
  }),
};
