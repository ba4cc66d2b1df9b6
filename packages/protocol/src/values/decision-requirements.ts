/** DECISION_REQUIREMENTS (spec 8.3): the decision requirements graph of a DMN resource. */
import { NO_KEY } from '../key.js';
import { string, identifier, int, key, bytes, jsonConstant } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';
import { NO_BYTES } from '../schema/no-bytes.js';

export const decisionRequirements = object({
  decisionRequirementsId: identifier(''),
  decisionRequirementsName: identifier(''),
  decisionRequirementsVersion: int(-1),
  decisionRequirementsKey: key(NO_KEY),
  /** DMN namespace. */
  namespace: string(''),
  resourceName: identifier(''),
  /** MD5 of the resource. */
  checksum: bytes(NO_BYTES),
  /** DMN XML. */
  resource: bytes(NO_BYTES),
  duplicate: jsonConstant('false'),
  tenantId: tenantId(),
});
export type DecisionRequirementsValue = Infer<typeof decisionRequirements>;

export const decisionRequirementsIntents = {
  CREATED: event(0),
  DELETED: event(1),
} as const;
