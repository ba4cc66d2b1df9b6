// VARIABLE events (spec 13 §8.2).
import type { Applier } from './applier.js';

/** CREATED and UPDATED alike: the record holds the whole variable. */
export const variableSet: Applier<'VARIABLE'> = (state, key, { scopeKey, name, value }) => {
  state.variables.put(key, { key, scopeKey, name, value });
};
