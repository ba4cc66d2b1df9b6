/** SIGNAL_SUBSCRIPTION (spec 8.27): an event that waits for a signal. */
import { NO_KEY } from '../key.js';
import { identifier, key } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { defaultTenant } from './tenant.js';

export const signalSubscription = object({
  processDefinitionKey: key(NO_KEY),
  bpmnProcessId: identifier(''),
  signalName: identifier(''),
  /** Id of the catch or start event. */
  catchEventId: identifier(''),
  /** Element instance; none for start events. */
  catchEventInstanceKey: key(NO_KEY),
  tenantId: defaultTenant(),
});
export type SignalSubscriptionValue = Infer<typeof signalSubscription>;

export const signalSubscriptionIntents = {
  CREATED: event(0),
  DELETED: event(1),
} as const;
