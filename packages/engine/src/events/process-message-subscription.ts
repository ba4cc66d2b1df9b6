// PROCESS_MESSAGE_SUBSCRIPTION events: the side of a subscription where the process instance is (spec 12 §12.3).
import type { Key, ValueOf } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';
import type { ProcessMessageSubscription } from '../state/process-message-subscriptions.js';
import type { Applier } from './applier.js';

type Value = ValueOf<'PROCESS_MESSAGE_SUBSCRIPTION'>;

/** Of two events of one element that wait for the same message name, the second takes the place of the first. */
export const processMessageSubscriptionCreating: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (
  state,
  key,
  value,
) => {
  const replaced = state.processMessageSubscriptions.find(value.elementInstanceKey, value.messageName);
  if (replaced !== undefined) state.processMessageSubscriptions.table.delete(replaced.key);
  put(state, key, 'OPENING', value);
};

export const processMessageSubscriptionCreated: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (
  state,
  key,
  value,
) => put(state, key, 'OPENED', value);

/** What a non-interrupting subscription has got last stays in it. */
export const processMessageSubscriptionCorrelated: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (
  state,
  key,
  value,
) => {
  if (value.interrupting) state.processMessageSubscriptions.table.delete(key);
  else put(state, key, 'OPENED', value);
};

export const processMessageSubscriptionDeleting: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (
  state,
  key,
  value,
) => put(state, key, 'CLOSING', value);

export const processMessageSubscriptionDeleted: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (state, key) => {
  state.processMessageSubscriptions.table.delete(key);
};

/** It goes on opening, or being open, for an event of another process definition. */
export const processMessageSubscriptionMigrated: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (
  state,
  key,
  value,
) => {
  const subscription = state.processMessageSubscriptions.table.get(key);
  if (subscription !== undefined) put(state, key, subscription.state, value);
};

function put(
  state: EngineState,
  key: Key,
  subscriptionState: ProcessMessageSubscription['state'],
  value: Value,
): void {
  state.processMessageSubscriptions.table.put(key, { key, state: subscriptionState, value });
}
