/** DECISION (spec 8.4): a DMN decision. Deployments describe their decisions in the same shape. */
import { NO_KEY } from '../key.js';
import { identifier, int, key, boolean } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const decision = object({
  decisionId: identifier(''),
  decisionName: identifier(''),
  version: int(-1),
  decisionKey: key(NO_KEY),
  decisionRequirementsId: identifier(''),
  decisionRequirementsKey: key(NO_KEY),
  /** Same as an already deployed decision; only in deployments. */
  duplicate: boolean(false),
  tenantId: tenantId(),
});
export type DecisionValue = Infer<typeof decision>;

export const decisionIntents = {
  CREATED: event(0),
  DELETED: event(1),
} as const;
