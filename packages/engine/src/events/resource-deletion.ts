// RESOURCE_DELETION DELETED (spec 14 §5); what it deletes has events of its own.
import { partitionOfKey } from '@grevy/protocol';
import type { Applier } from './applier.js';

/** Only the partitions to which the deletion was distributed have to remember it. */
export const resourceDeleted: Applier<'RESOURCE_DELETION'> = (state, key, { resourceKey }) => {
  if (partitionOfKey(key) !== state.partitionId) state.deletedResources.put(resourceKey, { resourceKey });
};
