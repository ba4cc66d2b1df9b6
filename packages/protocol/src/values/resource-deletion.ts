/** RESOURCE_DELETION (spec 8.6): deletion of a process definition or a decision requirements graph. */
import { DEFAULT_TENANT_JSON } from '../enums.js';
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const resourceDeletion = object(
  (field) => ({
    /** Key of the process definition or of the decision requirements graph. */
    resourceKey: field.key(),
  }),
  { tenantId: DEFAULT_TENANT_JSON },
);
export type ResourceDeletionValue = Infer<typeof resourceDeletion>;

export const resourceDeletionIntents = {
  DELETE: command(0),
  DELETING: event(1),
  DELETED: event(2),
} as const;
