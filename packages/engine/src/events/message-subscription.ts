// MESSAGE_SUBSCRIPTION events: the side of a subscription where the messages are (the automaton of spec 12 §12.3).
import type { Key, ValueOf } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';
import type { Applier } from './applier.js';

export const messageSubscriptionCreated: Applier<'MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  state.messageSubscriptions.ended.open(key, value.elementInstanceKey, value.messageName);
  state.messageSubscriptions.table.put(key, { key, correlating: false, value });
};

export const messageSubscriptionCorrelating: Applier<'MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  state.messageSubscriptions.table.put(key, { key, correlating: true, value });
  state.messages.mark(value.messageKey, value.bpmnProcessId);
};

export const messageSubscriptionCorrelated: Applier<'MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  if (value.interrupting) end(state, key, value);
  else state.messageSubscriptions.table.put(key, { key, correlating: false, value });
};

/** The element could not take the message: another instance of its process may have it. The record has no key. */
export const messageSubscriptionRejected: Applier<'MESSAGE_SUBSCRIPTION'> = (state, _key, value) => {
  state.messages.unmark(value.messageKey, value.bpmnProcessId);
  const subscription = state.messageSubscriptions.find(value.elementInstanceKey, value.messageName);
  if (subscription !== undefined) end(state, subscription.key, value);
};

export const messageSubscriptionDeleted: Applier<'MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  end(state, key, value);
};

/** The element waits in another process definition; what it has not answered yet stays unanswered. */
export const messageSubscriptionMigrated: Applier<'MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  const subscription = state.messageSubscriptions.table.get(key);
  if (subscription !== undefined) state.messageSubscriptions.table.put(key, { ...subscription, value });
};

function end(
  { messageSubscriptions }: EngineState,
  key: Key,
  { elementInstanceKey, messageName }: ValueOf<'MESSAGE_SUBSCRIPTION'>,
): void {
  messageSubscriptions.table.delete(key);
  messageSubscriptions.ended.end(elementInstanceKey, messageName);
}
