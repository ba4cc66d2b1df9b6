// Deployed process definitions and the versions of each process id (spec 14 §3).
import { NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { NO_BYTES, object, type Infer } from '@grevy/protocol/schema';

export const processDefinition = object((field) => ({
  value: field.object(VALUE_TYPES.PROCESS.value),
  /** PROCESS DELETING was written; nothing new is started from it. */
  deleting: field.boolean(false),
}));
export type ProcessDefinition = Infer<typeof processDefinition>;

/** All versions of one process id of one tenant. */
export const processVersions = object((field) => ({
  /** The highest version that was ever used; numbers of deleted versions are not used again. */
  highestVersion: field.int(0),
  /** Keys of the versions that exist, ascending by version. */
  keys: field.keys(),
  latestKey: field.key(NO_KEY),
  /** Checksum of the latest deployed resource; empty after the latest version was deleted, so it is no duplicate. */
  latestChecksum: field.bytes(NO_BYTES),
}));

/** The key of a tenant's id in tables that are keyed by text. */
export function tenantScoped(tenantId: string, id: string): string {
  return `${tenantId}\u0000${id}`;
}
