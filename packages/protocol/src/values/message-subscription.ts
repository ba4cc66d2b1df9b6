/** MESSAGE_SUBSCRIPTION (spec 8.22): the side of a subscription that lives on the message's partition. */
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import { identifier, key, boolean, document } from '../schema/field.js';
import { banningCommand, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const messageSubscription = object({
  processInstanceKey: key(),
  elementInstanceKey: key(),
  bpmnProcessId: identifier(''),
  /** Message being or been correlated. */
  messageKey: key(NO_KEY),
  messageName: identifier(''),
  correlationKey: identifier(''),
  /** Closes on correlation. */
  interrupting: boolean(true),
  /** Message payload, in CORRELATING and CORRELATED. */
  variables: document(EMPTY_DOCUMENT),
  tenantId: tenantId(),
});
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
} as const;
