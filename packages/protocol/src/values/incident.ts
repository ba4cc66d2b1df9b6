/** INCIDENT (spec 8.19): a problem that a person must solve before an element can go on. */
import { DEFAULT_TENANT_ID, ERROR_TYPES } from '../enums.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const incident = object((field) => ({
  errorType: field.enumeration(ERROR_TYPES, 'UNKNOWN'),
  errorMessage: field.string(''),
  bpmnProcessId: field.identifier(''),
  processDefinitionKey: field.key(NO_KEY),
  processInstanceKey: field.key(NO_KEY),
  elementId: field.identifier(''),
  elementInstanceKey: field.key(NO_KEY),
  /** Job of the incident, if any. */
  jobKey: field.key(NO_KEY),
  /** Scope whose variables must be fixed. */
  variableScopeKey: field.key(NO_KEY),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type IncidentValue = Infer<typeof incident>;

export const incidentIntents = {
  CREATED: event(0),
  RESOLVE: command(1),
  RESOLVED: event(2),
  /** Of later versions (spec 03 §12). */
  MIGRATED: event(3),
} as const;
