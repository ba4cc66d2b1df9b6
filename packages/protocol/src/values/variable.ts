/** VARIABLE (spec 8.17): a variable of a scope. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const variable = object((field) => ({
  name: field.identifier(),
  /** Canonical JSON text of the value; `NO_JSON` in MIGRATED. */
  value: field.jsonText(),
  /** Element instance key of the owning scope. */
  scopeKey: field.key(),
  processInstanceKey: field.key(),
  processDefinitionKey: field.key(),
  bpmnProcessId: field.identifier(''),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type VariableValue = Infer<typeof variable>;

export const variableIntents = {
  CREATED: event(0),
  UPDATED: event(1),
  /** Of later versions (spec 03 §12). */
  MIGRATED: event(2),
} as const;
