// Writes the decision requirements graph of a DMN resource and its decisions: DECISION_REQUIREMENTS CREATED and
// DECISION CREATED for each new version (spec 14 §2.2, §3).
import type { DecisionRequirementsMetadata, DecisionValue } from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';
import { isSameFile, type DmnResource } from './deployed-resource.js';

export interface DeployedDecisions {
  readonly requirements: DecisionRequirementsMetadata;
  /** In document order. */
  readonly decisions: readonly DecisionValue[];
}

/** What became of the resource; a duplicate keeps the keys and versions it has. */
export function deployDecisions(
  processing: Processing,
  resource: DmnResource,
  tenantId: string,
): DeployedDecisions {
  const duplicate = findDuplicate(processing, resource, tenantId);
  if (duplicate !== undefined) return duplicate;
  const requirements = createRequirements(processing, resource, tenantId);
  const decisions = resource.model.decisions.map(({ id, name }) => {
    const latest = processing.state.latestDecision(id, tenantId);
    const decisionKey = processing.newKey();
    const decision: DecisionValue = {
      decisionId: id,
      decisionName: name,
      version: (latest?.value.version ?? 0) + 1,
      decisionKey,
      decisionRequirementsId: requirements.decisionRequirementsId,
      decisionRequirementsKey: requirements.decisionRequirementsKey,
      duplicate: false,
      tenantId,
    };
    processing.event('DECISION', 'CREATED', decisionKey, decision);
    return decision;
  });
  return { requirements, decisions };
}

function createRequirements(
  processing: Processing,
  { model, resourceName, resource, checksum }: DmnResource,
  tenantId: string,
): DecisionRequirementsMetadata {
  const latest = processing.state.latestDecisionRequirements(model.id, tenantId);
  const decisionRequirementsKey = processing.newKey();
  const requirements = {
    decisionRequirementsId: model.id,
    decisionRequirementsName: model.name,
    decisionRequirementsVersion: (latest?.value.decisionRequirementsVersion ?? 0) + 1,
    decisionRequirementsKey,
    namespace: model.namespace,
    resourceName,
    checksum,
    tenantId,
  };
  processing.state.decisionModels.remember(decisionRequirementsKey, model);
  const created = { ...requirements, resource };
  processing.event('DECISION_REQUIREMENTS', 'CREATED', decisionRequirementsKey, created);
  return { ...requirements, duplicate: false };
}

/** The latest version, if it is the same file and still has the latest version of every decision in it. */
function findDuplicate(
  { state }: Processing,
  file: DmnResource,
  tenantId: string,
): DeployedDecisions | undefined {
  const latest = state.latestDecisionRequirements(file.model.id, tenantId);
  if (latest === undefined || !isSameFile(file, latest.value.resourceName, latest.value.checksum)) {
    return undefined;
  }
  const { resource: _, ...requirements } = latest.value;
  const decisions: DecisionValue[] = [];
  for (const { id } of file.model.decisions) {
    const decision = state.latestDecision(id, tenantId);
    if (decision?.value.decisionRequirementsKey !== requirements.decisionRequirementsKey) return undefined;
    decisions.push({ ...decision.value, duplicate: true });
  }
  return { requirements: { ...requirements, duplicate: true }, decisions };
}
