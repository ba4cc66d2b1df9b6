// Deployed process definitions and the versions of each process id (spec 14 §3).
import {
  boolean,
  bytes,
  int,
  key,
  list,
  nested,
  NO_KEY,
  object,
  process,
  type Infer,
} from '@grevy/protocol';

export const processDefinition = object({
  value: nested(process),
  /** PROCESS DELETING was written; nothing new is started from it. */
  deleting: boolean(false),
});
export type ProcessDefinition = Infer<typeof processDefinition>;

/** All versions of one process id of one tenant. */
export const processVersions = object({
  /** The highest version that was ever used; numbers of deleted versions are not used again. */
  highestVersion: int(0),
  /** Keys of the versions that exist, ascending by version. */
  keys: list(key()),
  latestKey: key(NO_KEY),
  /** Checksum of the latest deployed resource; empty after the latest version was deleted, so it is no duplicate. */
  latestChecksum: bytes(new Uint8Array(0)),
});
export type ProcessVersions = Infer<typeof processVersions>;

/** The key of a tenant's id in tables that are keyed by text. */
export function tenantScoped(tenantId: string, id: string): string {
  return `${tenantId}\u0000${id}`;
}
