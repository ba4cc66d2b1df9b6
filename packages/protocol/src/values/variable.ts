/** VARIABLE (spec 8.17): a variable of a scope. */
import { identifier, key, jsonText } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const variable = object({
  name: identifier(),
  /** Canonical JSON text of the value. */
  value: jsonText(),
  /** Element instance key of the owning scope. */
  scopeKey: key(),
  processInstanceKey: key(),
  processDefinitionKey: key(),
  bpmnProcessId: identifier(''),
  tenantId: tenantId(),
});
export type VariableValue = Infer<typeof variable>;

export const variableIntents = {
  CREATED: event(0),
  UPDATED: event(1),
} as const;
