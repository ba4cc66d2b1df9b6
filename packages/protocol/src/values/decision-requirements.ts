/** DECISION_REQUIREMENTS (spec 8.3): the decision requirements graph of a DMN resource. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { NO_BYTES } from '../schema/no-bytes.js';

export const decisionRequirements = object(
  (field) => ({
    decisionRequirementsId: field.identifier(''),
    decisionRequirementsName: field.identifier(''),
    decisionRequirementsVersion: field.int(-1),
    decisionRequirementsKey: field.key(NO_KEY),
    /** DMN namespace. */
    namespace: field.string(''),
    resourceName: field.identifier(''),
    /** MD5 of the resource. */
    checksum: field.bytes(NO_BYTES),
    /** DMN XML. */
    resource: field.bytes(NO_BYTES),
    tenantId: field.identifier(DEFAULT_TENANT_ID),
  }),
  { duplicate: 'false' },
);
export type DecisionRequirementsValue = Infer<typeof decisionRequirements>;

export const decisionRequirementsIntents = {
  CREATED: event(0),
  DELETED: event(1),
} as const;
