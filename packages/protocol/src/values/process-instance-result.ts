/** PROCESS_INSTANCE_RESULT (spec 8.13): the answer to "create with result". It is never on a log. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const processInstanceResult = object((field) => ({
  bpmnProcessId: field.identifier(''),
  processDefinitionKey: field.key(NO_KEY),
  version: field.int(-1),
  processInstanceKey: field.key(NO_KEY),
  /** Root variables: all, or the requested ones. */
  variables: field.document(EMPTY_DOCUMENT),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type ProcessInstanceResultValue = Infer<typeof processInstanceResult>;

export const processInstanceResultIntents = {
  COMPLETED: event(0),
} as const;
