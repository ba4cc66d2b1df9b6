// DECISION events: the versions of decision ids (spec 14 §3, §5).
import { withoutVersion, withVersion } from '../state/deployed-versions.js';
import { tenantScoped } from '../state/process-definition.js';
import type { Applier } from './applier.js';

export const decisionCreated: Applier<'DECISION'> = (state, _key, value) => {
  state.decisions.put(value.decisionKey, { value });
  const id = tenantScoped(value.tenantId, value.decisionId);
  state.decisionVersions.put(id, withVersion(state.decisionVersions.get(id), value.decisionKey));
};

/** The tenant is that of the stored decision: the record has none (spec 03 §8.4). */
export const decisionDeleted: Applier<'DECISION'> = (state, _key, { decisionKey }) => {
  const decision = state.decisions.delete(decisionKey);
  if (decision === undefined) return;
  const id = tenantScoped(decision.value.tenantId, decision.value.decisionId);
  const versions = state.decisionVersions.get(id);
  const remaining = versions && withoutVersion(versions, decisionKey);
  if (remaining === undefined) state.decisionVersions.delete(id);
  else state.decisionVersions.put(id, remaining);
};
