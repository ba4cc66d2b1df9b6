/** PROCESS_EVENT (spec 8.14): an event is handed to a scope. */
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import { identifier, key, document } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const processEvent = object({
  /** Element instance key, or process definition key for a start event. */
  scopeKey: key(),
  /** Element that reacts. */
  targetElementId: identifier(),
  /** Payload; empty in TRIGGERED. */
  variables: document(EMPTY_DOCUMENT),
  processDefinitionKey: key(NO_KEY),
  processInstanceKey: key(NO_KEY),
  tenantId: tenantId(),
});
export type ProcessEventValue = Infer<typeof processEvent>;

export const processEventIntents = {
  TRIGGERING: event(0),
  TRIGGERED: event(1),
} as const;
