/** DECISION (spec 8.4): a DMN decision. Deployments describe their decisions in the same shape. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const decision = object((field) => ({
  decisionId: field.identifier(''),
  decisionName: field.identifier(''),
  version: field.int(-1),
  decisionKey: field.key(NO_KEY),
  decisionRequirementsId: field.identifier(''),
  decisionRequirementsKey: field.key(NO_KEY),
  /** Same as an already deployed decision; only in deployments. */
  duplicate: field.boolean(false),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type DecisionValue = Infer<typeof decision>;

export const decisionIntents = {
  CREATED: event(0),
  DELETED: event(1),
} as const;
