// Why settings of the reference have no effect here, or stop the start.
import type { Effect } from '../values/setting.js';

const none = (reason: string): Effect => ({ kind: 'none', reason });

export const NO_JVM = none('there is no Java virtual machine with thread pools to tune');
export const NO_ROCKSDB = none('the state is not kept in RocksDB');
export const NO_RAFT = none('brokers do not replicate by Raft');
export const NO_BROKER_TRAFFIC = none(
  'gateway and partitions share one process, so nothing travels between them',
);
export const ENGINE_FIXED = none('the engine does this always, or never');
export const NO_APPENDER_LIMIT = none('commands are limited before they reach the log');
export const NO_BACKUP_STORES = none('backups to a store are not supported');

export const ONE_BROKER: Effect = {
  kind: 'refused',
  reason: 'this server runs as a single broker and keeps one copy of its data',
};
export const NO_BACKUPS: Effect = { kind: 'refused', reason: 'backups to a store are not supported' };
/** An interceptor may be what keeps callers out. */
export const NO_INTERCEPTORS: Effect = {
  kind: 'refused',
  reason: 'this server has none, and calls would go on without it',
};
