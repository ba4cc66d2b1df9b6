/** PROCESS_MESSAGE_SUBSCRIPTION (spec 8.23): the side of a subscription that lives on the process instance's partition. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { banningCommand, event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { STORED_ONLY } from '../schema/stored-only.js';

export const processMessageSubscription = object((field) => ({
  processInstanceKey: field.key(),
  elementInstanceKey: field.key(),
  bpmnProcessId: field.identifier(''),
  /** Correlated message. */
  messageKey: field.key(NO_KEY),
  messageName: field.identifier(''),
  /** Message payload. */
  variables: field.document(EMPTY_DOCUMENT),
  interrupting: field.boolean(true),
  correlationKey: field.identifier(''),
  /** Id of the catch event. */
  elementId: field.identifier(''),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
  /** Partition that the correlation key selects. */
  subscriptionPartitionId: field.int(-1, STORED_ONLY),
}));
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
  /** Of later versions (spec 03 §12). */
  MIGRATED: event(8),
} as const;
