/** What a deployment made of its resources, as the messages of DeployResource and DeployProcess. */
import type { DecisionValue, DeploymentValue } from '@grevy/protocol';
import { int64OfKey } from '../grpc/int64.js';
import type {
  DecisionMetadata,
  DecisionRequirementsMetadata,
  Deployment,
  FormMetadata,
  ProcessMetadata,
} from '../grpc/messages.js';

type Item<L extends keyof DeploymentValue> = DeploymentValue[L] extends readonly (infer T)[] ? T : never;

/** All metadata in the order of the response: processes, decisions, decision requirements, forms. */
export function deploymentsOf(deployment: DeploymentValue): readonly Deployment[] {
  return [
    ...deployment.processesMetadata.map((process) => ({ process: processMetadata(process) })),
    ...deployment.decisionsMetadata.map((decision) => ({ decision: decisionMetadata(decision) })),
    ...deployment.decisionRequirementsMetadata.map((requirements) => ({
      decisionRequirements: decisionRequirementsMetadata(requirements),
    })),
    ...deployment.formMetadata.map((form) => ({ form: formMetadata(form) })),
  ];
}

export function processMetadata(process: Item<'processesMetadata'>): ProcessMetadata {
  return {
    bpmnProcessId: process.bpmnProcessId,
    version: process.version,
    processDefinitionKey: int64OfKey(process.processDefinitionKey),
    resourceName: process.resourceName,
    tenantId: process.tenantId,
  };
}

function decisionMetadata(decision: DecisionValue): DecisionMetadata {
  return {
    dmnDecisionId: decision.decisionId,
    dmnDecisionName: decision.decisionName,
    version: decision.version,
    decisionKey: int64OfKey(decision.decisionKey),
    dmnDecisionRequirementsId: decision.decisionRequirementsId,
    decisionRequirementsKey: int64OfKey(decision.decisionRequirementsKey),
    tenantId: decision.tenantId,
  };
}

function decisionRequirementsMetadata(
  requirements: Item<'decisionRequirementsMetadata'>,
): DecisionRequirementsMetadata {
  return {
    dmnDecisionRequirementsId: requirements.decisionRequirementsId,
    dmnDecisionRequirementsName: requirements.decisionRequirementsName,
    version: requirements.decisionRequirementsVersion,
    decisionRequirementsKey: int64OfKey(requirements.decisionRequirementsKey),
    resourceName: requirements.resourceName,
    tenantId: requirements.tenantId,
  };
}

function formMetadata(form: Item<'formMetadata'>): FormMetadata {
  return {
    formId: form.formId,
    version: form.version,
    formKey: int64OfKey(form.formKey),
    resourceName: form.resourceName,
    tenantId: form.tenantId,
  };
}
