/** MESSAGE_START_EVENT_SUBSCRIPTION (spec 8.24): a process that a message starts. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const messageStartEventSubscription = object((field) => ({
  processDefinitionKey: field.key(NO_KEY),
  bpmnProcessId: field.identifier(''),
  startEventId: field.identifier(''),
  messageName: field.identifier(''),
  /** Created instance; as the next three, in CORRELATED only. */
  processInstanceKey: field.key(NO_KEY),
  messageKey: field.key(NO_KEY),
  correlationKey: field.identifier(''),
  variables: field.document(EMPTY_DOCUMENT),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type MessageStartEventSubscriptionValue = Infer<typeof messageStartEventSubscription>;

export const messageStartEventSubscriptionIntents = {
  CREATED: event(0),
  CORRELATED: event(1),
  DELETED: event(2),
} as const;
