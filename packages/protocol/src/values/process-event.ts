/** PROCESS_EVENT (spec 8.14): an event is handed to a scope. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const processEvent = object((field) => ({
  /** Element instance key, or process definition key for a start event. */
  scopeKey: field.key(),
  /** Element that reacts. */
  targetElementId: field.identifier(),
  /** Payload; empty in TRIGGERED. */
  variables: field.document(EMPTY_DOCUMENT),
  processDefinitionKey: field.key(NO_KEY),
  processInstanceKey: field.key(NO_KEY),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type ProcessEventValue = Infer<typeof processEvent>;

export const processEventIntents = {
  TRIGGERING: event(0),
  TRIGGERED: event(1),
} as const;
