// What is kept on the disk, and how much room it must leave (spec 15 §5, §6, §8).
import {
  choice,
  dataSize,
  decimal,
  duration,
  integer,
  optionalText,
  text,
  toggle,
} from '../values/setting-types.js';
import { tree } from '../values/setting-tree.js';
import { ENGINE_FIXED, NO_BACKUPS, NO_BACKUP_STORES } from './effects.js';

const ONE_MINUTE_MS = 60_000;

export const DATA_SETTINGS = {
  'zeebe.broker.data.directory': text({
    default: './grevy-data',
    alias: '--data',
    documentation: 'Directory of log, state and exporter positions.',
  }),
  'zeebe.broker.data.runtimeDirectory': optionalText({
    documentation: 'Directory of the runtime state.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.broker.data.logSegmentSize': dataSize({
    default: '64MB',
    min: 1024 * 1024,
    documentation: 'Size of one file of the log. Disk space is reserved and freed in these steps.',
  }),
  'zeebe.broker.data.logIndexDensity': integer({
    default: 100,
    documentation: 'Entries of the log per entry of its index.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.broker.data.snapshotPeriod': duration({
    default: '1m',
    min: ONE_MINUTE_MS,
    boundsError: 'Snapshot period {} needs to be larger then or equals to one minute.',
    documentation: 'How often the state is written to disk, so that a restart replays little.',
  }),
  'zeebe.broker.data.disk.enableMonitoring': toggle({
    default: true,
    documentation: 'Whether free disk space is watched.',
  }),
  'zeebe.broker.data.disk.monitoringInterval': duration({
    default: '1s',
    min: 1,
    documentation: 'How often free disk space is looked at.',
  }),
  'zeebe.broker.data.disk.freeSpace.processing': dataSize({
    default: '2GB',
    min: 0,
    documentation: 'Below this much free space commands are refused and processing pauses.',
  }),
  'zeebe.broker.data.disk.freeSpace.replication': dataSize({
    default: '1GB',
    min: 0,
    documentation: 'Below this much free space the log should not grow any more; it is reported as an error.',
  }),
  'zeebe.broker.data.diskUsageMonitoringEnabled': toggle({
    default: true,
    documentation: 'Deprecated: `disk.enableMonitoring`, which counts if both are given.',
  }),
  'zeebe.broker.data.diskUsageCommandWatermark': decimal({
    default: 0.97,
    min: 0,
    max: 1,
    documentation:
      'Deprecated: used share of the disk instead of `disk.freeSpace.processing`, which counts if both are given.',
  }),
  'zeebe.broker.data.diskUsageReplicationWatermark': decimal({
    default: 0.99,
    min: 0,
    max: 1,
    documentation:
      'Deprecated: used share of the disk instead of `disk.freeSpace.replication`, which counts if both are given.',
  }),
  'zeebe.broker.data.diskUsageMonitoringInterval': duration({
    default: '1s',
    min: 1,
    documentation: 'Deprecated: `disk.monitoringInterval`, which counts if both are given.',
  }),
  'zeebe.broker.data.backup.store': choice(['NONE', 'S3', 'GCS', 'AZURE'], {
    default: 'NONE',
    documentation: 'Where backups go.',
    effect: NO_BACKUPS,
  }),
  'zeebe.broker.data.backup.s3': tree({
    documentation:
      'The backup store of Amazon S3: bucketName, endpoint, region, accessKey, secretKey and others.',
    effect: NO_BACKUP_STORES,
  }),
  'zeebe.broker.data.backup.gcs': tree({
    documentation: 'The backup store of Google Cloud Storage: bucketName, basePath, host, auth.',
    effect: NO_BACKUP_STORES,
  }),
};
