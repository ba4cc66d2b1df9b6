/** MESSAGE_SUBSCRIPTION (spec 8.22): the side of a subscription that lives on the message's partition. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { banningCommand, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const messageSubscription = object((field) => ({
  processInstanceKey: field.key(),
  elementInstanceKey: field.key(),
  bpmnProcessId: field.identifier(''),
  /** Message being or been correlated. */
  messageKey: field.key(NO_KEY),
  messageName: field.identifier(''),
  correlationKey: field.identifier(''),
  /** Closes on correlation. */
  interrupting: field.boolean(true),
  /** Message payload, in CORRELATING and CORRELATED. */
  variables: field.document(EMPTY_DOCUMENT),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type MessageSubscriptionValue = Infer<typeof messageSubscription>;

export const messageSubscriptionIntents = {
  CREATE: banningCommand(0),
  CREATED: event(1),
  CORRELATE: banningCommand(2),
  CORRELATED: event(3),
  REJECT: banningCommand(4),
  REJECTED: event(5),
  DELETE: banningCommand(6),
  DELETED: event(7),
  CORRELATING: event(8),
  /** Of later versions (spec 03 §12). */
  MIGRATE: banningCommand(9),
  MIGRATED: event(10),
} as const;
