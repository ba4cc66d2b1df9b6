// VARIABLE events (spec 13 §8.2).
import type { Key } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';
import type { Applier } from './applier.js';

/** CREATED and UPDATED alike: the record holds the whole variable. */
export const variableSet: Applier<'VARIABLE'> = (
  state,
  key,
  { scopeKey, name, value, processInstanceKey },
) => {
  state.variables.put(key, { key, scopeKey, name, value });
  if (!state.elementInstances.has(scopeKey)) awaitScope(state, processInstanceKey, scopeKey);
};

/** A modification gives variables to elements that it activates later; the process instance may end before that. */
function awaitScope(state: EngineState, processInstanceKey: Key, scopeKey: Key): void {
  const instance = state.elementInstances.get(processInstanceKey);
  if (instance === undefined || instance.awaitedScopes.includes(scopeKey)) return;
  state.elementInstances.put(processInstanceKey, {
    ...instance,
    awaitedScopes: [...instance.awaitedScopes, scopeKey],
  });
}
