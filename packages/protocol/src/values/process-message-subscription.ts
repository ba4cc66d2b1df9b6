/** PROCESS_MESSAGE_SUBSCRIPTION (spec 8.23): the side of a subscription that lives on the process instance's partition. */
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import { identifier, int, key, boolean, document } from '../schema/field.js';
import { banningCommand, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const processMessageSubscription = object({
  processInstanceKey: key(),
  elementInstanceKey: key(),
  bpmnProcessId: identifier(''),
  /** Correlated message. */
  messageKey: key(NO_KEY),
  messageName: identifier(''),
  /** Message payload. */
  variables: document(EMPTY_DOCUMENT),
  interrupting: boolean(true),
  correlationKey: identifier(''),
  /** Id of the catch event. */
  elementId: identifier(''),
  tenantId: tenantId(),
  /** Partition that the correlation key selects. */
  subscriptionPartitionId: int(-1, { json: false }),
});
export type ProcessMessageSubscriptionValue = Infer<typeof processMessageSubscription>;

export const processMessageSubscriptionIntents = {
  CREATING: event(0),
  CREATE: banningCommand(1),
  CREATED: event(2),
  CORRELATE: banningCommand(3),
  CORRELATED: event(4),
  DELETING: event(5),
  DELETE: banningCommand(6),
  DELETED: event(7),
} as const;
