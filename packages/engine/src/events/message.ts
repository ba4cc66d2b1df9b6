// MESSAGE events: a message is stored until its time to live ends (spec 12 §12.2, §12.8).
import type { Applier } from './applier.js';

/** A message without time to live expires in the step that publishes it, so nothing could ever find it. */
export const messagePublished: Applier<'MESSAGE'> = (state, key, value) => {
  if (value.timeToLive <= 0) return;
  state.messages.table.put(key, { value, correlatedProcessIds: [] });
};

/** With the message go its id and the marks of the processes that have got it. */
export const messageExpired: Applier<'MESSAGE'> = (state, key) => {
  state.messages.table.delete(key);
};
