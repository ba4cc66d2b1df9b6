/** PROCESS_INSTANCE_RESULT (spec 8.13): the answer to "create with result". It is never on a log. */
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import { identifier, int, key, document } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const processInstanceResult = object({
  bpmnProcessId: identifier(''),
  processDefinitionKey: key(NO_KEY),
  version: int(-1),
  processInstanceKey: key(NO_KEY),
  /** Root variables: all, or the requested ones. */
  variables: document(EMPTY_DOCUMENT),
  tenantId: tenantId(),
});
export type ProcessInstanceResultValue = Infer<typeof processInstanceResult>;

export const processInstanceResultIntents = {
  COMPLETED: event(0),
} as const;
