// DECISION_REQUIREMENTS events: the versions of decision requirements graphs (spec 14 §3, §5).
import { withoutVersion, withVersion } from '../state/deployed-versions.js';
import { tenantScoped } from '../state/process-definition.js';
import type { Applier } from './applier.js';

export const decisionRequirementsCreated: Applier<'DECISION_REQUIREMENTS'> = (state, _key, value) => {
  const key = value.decisionRequirementsKey;
  state.decisionRequirements.put(key, { value });
  const id = tenantScoped(value.tenantId, value.decisionRequirementsId);
  state.decisionRequirementsVersions.put(id, withVersion(state.decisionRequirementsVersions.get(id), key));
};

/** The tenant is that of the stored graph: the record has none (spec 03 §8.3). */
export const decisionRequirementsDeleted: Applier<'DECISION_REQUIREMENTS'> = (state, _key, value) => {
  const key = value.decisionRequirementsKey;
  const graph = state.decisionRequirements.delete(key);
  if (graph === undefined) return;
  state.decisionModels.forget(key);
  const id = tenantScoped(graph.value.tenantId, graph.value.decisionRequirementsId);
  const versions = state.decisionRequirementsVersions.get(id);
  const remaining = versions && withoutVersion(versions, key);
  if (remaining === undefined) state.decisionRequirementsVersions.delete(id);
  else state.decisionRequirementsVersions.put(id, remaining);
};
