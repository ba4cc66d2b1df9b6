/** PROCESS_INSTANCE_BATCH (spec 8.11): many children are activated or terminated step by step. */
import { key, keyOrCount } from '../schema/field.js';
import { banningCommand } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { defaultTenant } from './tenant.js';

export const processInstanceBatch = object({
  processInstanceKey: key(),
  /** Container element instance, or multi-instance body, that the batch works on. */
  batchElementInstanceKey: key(),
  /** TERMINATE: key of the child to continue from (-1: the first). ACTIVATE: inner instances still to activate. */
  index: keyOrCount(-1),
  tenantId: defaultTenant(),
});
export type ProcessInstanceBatchValue = Infer<typeof processInstanceBatch>;

export const processInstanceBatchIntents = {
  TERMINATE: banningCommand(0),
  ACTIVATE: banningCommand(1),
} as const;
