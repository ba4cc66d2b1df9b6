/** DEPLOYMENT (spec 8.1): uploaded resources, and what was made of them. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { decision } from './decision.js';
import { NO_BYTES } from '../schema/no-bytes.js';

/** An uploaded file. */
export const deploymentResource = object((field) => ({
  resource: field.bytes(),
  resourceName: field.string('resource'),
}));
export type DeploymentResource = Infer<typeof deploymentResource>;

/** An executable process of a deployment. */
export const processMetadata = object((field) => ({
  bpmnProcessId: field.identifier(),
  version: field.int(),
  processDefinitionKey: field.key(),
  resourceName: field.identifier(),
  /** MD5 of the resource. */
  checksum: field.bytes(),
  /** Identical to the latest deployed version, so nothing new was created. */
  duplicate: field.boolean(false),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type ProcessMetadata = Infer<typeof processMetadata>;

/** The DMN definitions of a resource. */
export const decisionRequirementsMetadata = object((field) => ({
  decisionRequirementsId: field.identifier(''),
  decisionRequirementsName: field.identifier(''),
  decisionRequirementsVersion: field.int(-1),
  decisionRequirementsKey: field.key(NO_KEY),
  /** DMN namespace. */
  namespace: field.string(''),
  resourceName: field.identifier(''),
  /** MD5 of the resource. */
  checksum: field.bytes(NO_BYTES),
  duplicate: field.boolean(false),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type DecisionRequirementsMetadata = Infer<typeof decisionRequirementsMetadata>;

/** A form of a deployment. */
export const formMetadata = object((field) => ({
  formId: field.identifier(),
  version: field.int(),
  formKey: field.key(),
  resourceName: field.identifier(),
  /** MD5 of the resource. */
  checksum: field.bytes(),
  duplicate: field.boolean(false),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type FormMetadata = Infer<typeof formMetadata>;

export const deployment = object((field) => ({
  /** The uploaded files in commands; always empty in CREATED. */
  resources: field.listOf(deploymentResource),
  processesMetadata: field.listOf(processMetadata),
  decisionsMetadata: field.listOf(decision),
  decisionRequirementsMetadata: field.listOf(decisionRequirementsMetadata),
  formMetadata: field.listOf(formMetadata),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type DeploymentValue = Infer<typeof deployment>;

export const deploymentIntents = {
  CREATE: command(0),
  CREATED: event(1),
  /** Legacy, as the next two. */
  DISTRIBUTE: command(2),
  DISTRIBUTED: event(3),
  FULLY_DISTRIBUTED: event(4),
} as const;
