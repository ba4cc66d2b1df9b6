// Deletes a decision requirements graph with its decisions: DECISION DELETED, DECISION_REQUIREMENTS DELETED
// (spec 14 §5, spec 03 §8.3–8.4).
import { DEFAULT_TENANT_ID, type DecisionRequirementsValue } from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';

/** The records of both have the default tenant, whatever tenant they belong to. */
export function deleteDecisionRequirements(processing: Processing, graph: DecisionRequirementsValue): void {
  for (const decision of processing.state.decisionsOf(graph.decisionRequirementsKey)) {
    processing.newEvent('DECISION', 'DELETED', { ...decision.value, tenantId: DEFAULT_TENANT_ID });
  }
  const deleted = { ...graph, namespace: '', tenantId: DEFAULT_TENANT_ID };
  processing.newEvent('DECISION_REQUIREMENTS', 'DELETED', deleted);
}
