// The versions of one decision id or decision requirements id of one tenant (spec 14 §3). Unlike those of processes,
// the number of a deleted latest version is used again.
import type { Key } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

export const deployedVersions = object((field) => ({
  /** Keys of the versions that exist, ascending; partition 1 gives later versions higher keys. Never empty. */
  keys: field.keys(),
}));
export type DeployedVersions = Infer<typeof deployedVersions>;

/** With one version more. A version that is deployed again (a repeated distribution) stays where it is. */
export function withVersion(versions: DeployedVersions | undefined, key: Key): DeployedVersions {
  const keys = versions?.keys ?? [];
  return keys.includes(key) ? { keys } : { keys: [...keys, key].sort((a, b) => a - b) };
}

/** With one version less; undefined when none is left. */
export function withoutVersion(versions: DeployedVersions, key: Key): DeployedVersions | undefined {
  const keys = versions.keys.filter((other) => other !== key);
  return keys.length === 0 ? undefined : { keys };
}
