/** PROCESS_INSTANCE_BATCH (spec 8.11): many children are activated or terminated step by step. */
import { DEFAULT_TENANT_JSON } from '../enums.js';
import type { Infer } from '../schema/description.js';
import { banningCommand } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const processInstanceBatch = object(
  (field) => ({
    processInstanceKey: field.key(),
    /** Container element instance, or multi-instance body, that the batch works on. */
    batchElementInstanceKey: field.key(),
    /** TERMINATE: key of the child to continue from (-1: the first). ACTIVATE: inner instances still to activate. */
    index: field.keyOrCount(-1),
  }),
  { tenantId: DEFAULT_TENANT_JSON },
);
export type ProcessInstanceBatchValue = Infer<typeof processInstanceBatch>;

export const processInstanceBatchIntents = {
  TERMINATE: banningCommand(0),
  ACTIVATE: banningCommand(1),
} as const;
