/** ESCALATION (spec 8.28): an escalation was thrown. */
import { NO_KEY } from '../key.js';
import { identifier, key } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { defaultTenant } from './tenant.js';

export const escalation = object({
  /** Instance of the throwing element. */
  processInstanceKey: key(NO_KEY),
  escalationCode: identifier(''),
  throwElementId: identifier(''),
  /** Empty if no event catches it. */
  catchElementId: identifier(''),
  tenantId: defaultTenant(),
});
export type EscalationValue = Infer<typeof escalation>;

export const escalationIntents = {
  ESCALATED: event(0),
  NOT_ESCALATED: event(1),
} as const;
