// Writes what the resources of a deployment bring, in the order of the request (spec 14 §2.2), and tells what became of
// each of them.
import type {
  DecisionRequirementsMetadata,
  DecisionValue,
  FormMetadata,
  ProcessMetadata,
} from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';
import type { EngineState } from '../../state/engine-state.js';
import { deployDecisions } from './deploy-decisions.js';
import { deployForm } from './deploy-form.js';
import { deployProcesses } from './deploy-processes.js';
import type { DeployedResource } from './deployed-resource.js';

/** The metadata of a deployment, duplicates included. */
export interface DeploymentMetadata {
  readonly processesMetadata: readonly ProcessMetadata[];
  readonly decisionRequirementsMetadata: readonly DecisionRequirementsMetadata[];
  readonly decisionsMetadata: readonly DecisionValue[];
  readonly formMetadata: readonly FormMetadata[];
}

/** What was deployed is taken back; the models of its keys must not stay behind. */
export function forgetModels(
  { processModels, decisionModels }: EngineState,
  metadata: DeploymentMetadata,
): void {
  for (const { duplicate, processDefinitionKey } of metadata.processesMetadata) {
    if (!duplicate) processModels.forget(processDefinitionKey);
  }
  for (const { duplicate, decisionRequirementsKey } of metadata.decisionRequirementsMetadata) {
    if (!duplicate) decisionModels.forget(decisionRequirementsKey);
  }
}

export function deployResources(
  processing: Processing,
  resources: readonly DeployedResource[],
  tenantId: string,
): DeploymentMetadata {
  const processesMetadata: ProcessMetadata[] = [];
  const decisionRequirementsMetadata: DecisionRequirementsMetadata[] = [];
  const decisionsMetadata: DecisionValue[] = [];
  const formMetadata: FormMetadata[] = [];
  for (const resource of resources) {
    switch (resource.kind) {
      case 'bpmn':
        processesMetadata.push(...deployProcesses(processing, resource, tenantId));
        break;
      case 'dmn': {
        const { requirements, decisions } = deployDecisions(processing, resource, tenantId);
        decisionRequirementsMetadata.push(requirements);
        decisionsMetadata.push(...decisions);
        break;
      }
      case 'form':
        formMetadata.push(deployForm(processing, resource, tenantId));
    }
  }
  return { processesMetadata, decisionRequirementsMetadata, decisionsMetadata, formMetadata };
}
