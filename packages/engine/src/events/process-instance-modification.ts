// PROCESS_INSTANCE_MODIFICATION MODIFIED (spec 11 §11.16.2): the scopes of the activated elements are no longer
// interrupted, and an activated joining gateway counts as all its flows taken.
import type { Key, ValueOf } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';
import { withAllFlowsTaken } from '../state/taken-sequence-flows.js';
import type { Applier } from './applier.js';

export const processInstanceModified: Applier<'PROCESS_INSTANCE_MODIFICATION'> = (state, _key, value) => {
  for (const { elementId, ancestorScopeKeys } of value.activateInstructions) {
    for (const scopeKey of ancestorScopeKeys) clearInterruption(state, scopeKey);
    takeFlowsOfGateway(state, value, elementId, ancestorScopeKeys);
  }
};

function clearInterruption(state: EngineState, scopeKey: Key): void {
  const scope = state.elementInstances.get(scopeKey);
  if (scope !== undefined) state.elementInstances.put(scopeKey, { ...scope, interruptingElementId: '' });
}

function takeFlowsOfGateway(
  state: EngineState,
  { processInstanceKey }: ValueOf<'PROCESS_INSTANCE_MODIFICATION'>,
  elementId: string,
  ancestorScopeKeys: readonly Key[],
): void {
  const processInstance = state.elementInstances.get(processInstanceKey);
  if (processInstance === undefined) return;
  const process = state.processModel(processInstance.value.processDefinitionKey);
  const gateway = process.elementsById.get(elementId);
  if (gateway?.elementType !== 'PARALLEL_GATEWAY') return;
  // An inner scope is always younger than the scopes around it.
  const innermost = ancestorScopeKeys.reduce((highest, key) => (key > highest ? key : highest));
  const scope = state.elementInstances.get(innermost);
  if (scope === undefined) return;
  const takenSequenceFlows = withAllFlowsTaken(scope.takenSequenceFlows, gateway);
  state.elementInstances.put(scope.key, { ...scope, takenSequenceFlows });
}
