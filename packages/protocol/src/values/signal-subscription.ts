/** SIGNAL_SUBSCRIPTION (spec 8.27): an event that waits for a signal. */
import { DEFAULT_TENANT_JSON } from '../enums.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const signalSubscription = object(
  (field) => ({
    processDefinitionKey: field.key(NO_KEY),
    bpmnProcessId: field.identifier(''),
    signalName: field.identifier(''),
    /** Id of the catch or start event. */
    catchEventId: field.identifier(''),
    /** Element instance; none for start events. */
    catchEventInstanceKey: field.key(NO_KEY),
  }),
  { tenantId: DEFAULT_TENANT_JSON },
);
export type SignalSubscriptionValue = Infer<typeof signalSubscription>;

export const signalSubscriptionIntents = {
  CREATED: event(0),
  DELETED: event(1),
} as const;
