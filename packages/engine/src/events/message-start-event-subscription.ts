// MESSAGE_START_EVENT_SUBSCRIPTION events: messages that start processes (spec 12 §12.7).
import type { Applier } from './applier.js';

/** A definition has one subscription per message name; a repeated one takes its place. */
export const messageStartEventSubscriptionCreated: Applier<'MESSAGE_START_EVENT_SUBSCRIPTION'> = (
  state,
  key,
  value,
) => {
  const subscriptions = state.messageStartEventSubscriptions;
  const replaced = subscriptions.find(value.processDefinitionKey, value.messageName);
  if (replaced !== undefined) subscriptions.table.delete(replaced.key);
  subscriptions.table.put(key, { key, value });
};

/** The process has got the message; the instance locks its correlation key until it ends. */
export const messageStartEventSubscriptionCorrelated: Applier<'MESSAGE_START_EVENT_SUBSCRIPTION'> = (
  state,
  _key,
  { bpmnProcessId, correlationKey, messageKey, processInstanceKey },
) => {
  state.messages.mark(messageKey, bpmnProcessId);
  if (correlationKey === '') return;
  const lock = { processInstanceKey, bpmnProcessId, correlationKey };
  state.messageStartEventSubscriptions.locks.put(processInstanceKey, lock);
};

export const messageStartEventSubscriptionDeleted: Applier<'MESSAGE_START_EVENT_SUBSCRIPTION'> = (
  state,
  key,
) => {
  state.messageStartEventSubscriptions.table.delete(key);
};
