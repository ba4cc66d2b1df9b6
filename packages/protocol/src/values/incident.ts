/** INCIDENT (spec 8.19): a problem that a person must solve before an element can go on. */
import { ERROR_TYPES } from '../enums.js';
import { NO_KEY } from '../key.js';
import { string, identifier, key, enumeration } from '../schema/field.js';
import { command, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const incident = object({
  errorType: enumeration(ERROR_TYPES)('UNKNOWN'),
  errorMessage: string(''),
  bpmnProcessId: identifier(''),
  processDefinitionKey: key(NO_KEY),
  processInstanceKey: key(NO_KEY),
  elementId: identifier(''),
  elementInstanceKey: key(NO_KEY),
  /** Job of the incident, if any. */
  jobKey: key(NO_KEY),
  /** Scope whose variables must be fixed. */
  variableScopeKey: key(NO_KEY),
  tenantId: tenantId(),
});
export type IncidentValue = Infer<typeof incident>;

export const incidentIntents = {
  CREATED: event(0),
  RESOLVE: command(1),
  RESOLVED: event(2),
} as const;
