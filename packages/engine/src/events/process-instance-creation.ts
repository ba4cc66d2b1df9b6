// PROCESS_INSTANCE_CREATION CREATED: a start instruction at a joining gateway counts as all its flows taken (10 §3.3).
import type { Key } from '@grevy/protocol';
import { withAllFlowsTaken } from '../state/taken-sequence-flows.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { EngineState } from '../state/engine-state.js';
import type { Applier } from './applier.js';

export const processInstanceCreated: Applier<'PROCESS_INSTANCE_CREATION'> = (state, _key, value) => {
  for (const { elementId } of value.startInstructions) {
    const gateway = state.processModel(value.processDefinitionKey).elementsById.get(elementId);
    if (gateway?.elementType !== 'PARALLEL_GATEWAY') continue;
    const scope = findScope(state, value.processInstanceKey, gateway.flowScope.id);
    if (scope === undefined) continue;
    const takenSequenceFlows = withAllFlowsTaken(scope.takenSequenceFlows, gateway);
    state.elementInstances.put(scope.key, { ...scope, takenSequenceFlows });
  }
};

/** The scope instance that the start instructions have activated: each scope exists once in a new process instance. */
function findScope(state: EngineState, rootKey: Key, scopeId: string): ElementInstance | undefined {
  const root = state.elementInstances.get(rootKey);
  if (root === undefined || root.value.elementId === scopeId) return root;
  for (const child of state.childrenOf(rootKey)) {
    const scope = findScope(state, child.key, scopeId);
    if (scope !== undefined) return scope;
  }
  return undefined;
}
