// SIGNAL_SUBSCRIPTION events (spec 12 §12.13).
import { subscriberOf } from '../state/signal-subscriptions.js';
import type { Applier } from './applier.js';

/** A subscriber has one subscription per signal name; a repeated one takes its place. */
export const signalSubscriptionCreated: Applier<'SIGNAL_SUBSCRIPTION'> = (state, key, value) => {
  const subscription = { key, value };
  const replaced = state.signalSubscriptions.find(subscriberOf(subscription), value.signalName);
  if (replaced !== undefined) state.signalSubscriptions.table.delete(replaced.key);
  state.signalSubscriptions.table.put(key, subscription);
};

export const signalSubscriptionDeleted: Applier<'SIGNAL_SUBSCRIPTION'> = (state, key) => {
  state.signalSubscriptions.table.delete(key);
};
