/** DEPLOYMENT (spec 8.1): uploaded resources, and what was made of them. */
import { NO_KEY } from '../key.js';
import { string, identifier, int, key, boolean, bytes, listOf } from '../schema/field.js';
import { command, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { decision } from './decision.js';
import { tenantId } from './tenant.js';
import { NO_BYTES } from '../schema/no-bytes.js';

/** An uploaded file. */
export const deploymentResource = object({
  resource: bytes(),
  resourceName: string('resource'),
});
export type DeploymentResource = Infer<typeof deploymentResource>;

/** An executable process of a deployment. */
export const processMetadata = object({
  bpmnProcessId: identifier(),
  version: int(),
  processDefinitionKey: key(),
  resourceName: identifier(),
  /** MD5 of the resource. */
  checksum: bytes(),
  /** Identical to the latest deployed version, so nothing new was created. */
  duplicate: boolean(false),
  tenantId: tenantId(),
});
export type ProcessMetadata = Infer<typeof processMetadata>;

/** The DMN definitions of a resource. */
export const decisionRequirementsMetadata = object({
  decisionRequirementsId: identifier(''),
  decisionRequirementsName: identifier(''),
  decisionRequirementsVersion: int(-1),
  decisionRequirementsKey: key(NO_KEY),
  /** DMN namespace. */
  namespace: string(''),
  resourceName: identifier(''),
  /** MD5 of the resource. */
  checksum: bytes(NO_BYTES),
  duplicate: boolean(false),
  tenantId: tenantId(),
});
export type DecisionRequirementsMetadata = Infer<typeof decisionRequirementsMetadata>;

/** A form of a deployment. */
export const formMetadata = object({
  formId: identifier(),
  version: int(),
  formKey: key(),
  resourceName: identifier(),
  /** MD5 of the resource. */
  checksum: bytes(),
  duplicate: boolean(false),
  tenantId: tenantId(),
});
export type FormMetadata = Infer<typeof formMetadata>;

export const deployment = object({
  /** The uploaded files in commands; always empty in CREATED. */
  resources: listOf(deploymentResource),
  processesMetadata: listOf(processMetadata),
  decisionsMetadata: listOf(decision),
  decisionRequirementsMetadata: listOf(decisionRequirementsMetadata),
  formMetadata: listOf(formMetadata),
  tenantId: tenantId(),
});
export type DeploymentValue = Infer<typeof deployment>;

export const deploymentIntents = {
  CREATE: command(0),
  CREATED: event(1),
  /** Legacy, as the next two. */
  DISTRIBUTE: command(2),
  DISTRIBUTED: event(3),
  FULLY_DISTRIBUTED: event(4),
} as const;
