// PROCESS_INSTANCE_CREATION CREATED: a start instruction at a joining gateway counts as all its flows taken (10 §3.3).
import { withFlowTaken } from '../state/taken-sequence-flows.js';
import type { Applier } from './applier.js';

export const processInstanceCreated: Applier<'PROCESS_INSTANCE_CREATION'> = (state, _key, value) => {
  for (const { elementId } of value.startInstructions) {
    const gateway = state.processModel(value.processDefinitionKey).elementsById.get(elementId);
    if (gateway?.elementType !== 'PARALLEL_GATEWAY') continue;
    const scope = state.newestScopeOf(value.processInstanceKey, gateway.flowScope.id);
    if (scope === undefined) continue;
    let { takenSequenceFlows } = scope;
    for (const flow of gateway.incoming) takenSequenceFlows = withFlowTaken(takenSequenceFlows, elementId, flow.id);
    state.elementInstances.put(scope.key, { ...scope, takenSequenceFlows });
  }
};
