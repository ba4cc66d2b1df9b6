/** ESCALATION (spec 8.28): an escalation was thrown. */
import { DEFAULT_TENANT_JSON } from '../enums.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const escalation = object(
  (field) => ({
    /** Instance of the throwing element. */
    processInstanceKey: field.key(NO_KEY),
    escalationCode: field.identifier(''),
    throwElementId: field.identifier(''),
    /** Empty if no event catches it. */
    catchElementId: field.identifier(''),
  }),
  { tenantId: DEFAULT_TENANT_JSON },
);
export type EscalationValue = Infer<typeof escalation>;

export const escalationIntents = {
  ESCALATED: event(0),
  NOT_ESCALATED: event(1),
} as const;
