/** RESOURCE_DELETION (spec 8.6): deletion of a process definition or a decision requirements graph. */
import { key } from '../schema/field.js';
import { command, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { defaultTenant } from './tenant.js';

export const resourceDeletion = object({
  /** Key of the process definition or of the decision requirements graph. */
  resourceKey: key(),
  tenantId: defaultTenant(),
});
export type ResourceDeletionValue = Infer<typeof resourceDeletion>;

export const resourceDeletionIntents = {
  DELETE: command(0),
  DELETING: event(1),
  DELETED: event(2),
} as const;
