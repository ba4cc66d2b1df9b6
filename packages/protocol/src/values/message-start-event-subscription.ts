/** MESSAGE_START_EVENT_SUBSCRIPTION (spec 8.24): a process that a message starts. */
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import { identifier, key, document } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const messageStartEventSubscription = object({
  processDefinitionKey: key(NO_KEY),
  bpmnProcessId: identifier(''),
  startEventId: identifier(''),
  messageName: identifier(''),
  /** Created instance; as the next three, in CORRELATED only. */
  processInstanceKey: key(NO_KEY),
  messageKey: key(NO_KEY),
  correlationKey: identifier(''),
  variables: document(EMPTY_DOCUMENT),
  tenantId: tenantId(),
});
export type MessageStartEventSubscriptionValue = Infer<typeof messageStartEventSubscription>;

export const messageStartEventSubscriptionIntents = {
  CREATED: event(0),
  CORRELATED: event(1),
  DELETED: event(2),
} as const;
