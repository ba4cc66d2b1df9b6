// TIMER events (spec 12 §12.11).
import type { Applier } from './applier.js';

export const timerCreated: Applier<'TIMER'> = (state, key, value) => {
  state.timers.table.put(key, { key, value });
};

/** TRIGGERED and CANCELED: a repeating timer goes on as a new one. */
export const timerRemoved: Applier<'TIMER'> = (state, key) => {
  state.timers.table.delete(key);
};
