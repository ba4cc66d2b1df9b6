/** PROCESS_INSTANCE_CREATION (spec 8.9): a client starts a process instance. */
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import { identifier, int, key, document, list, listOf } from '../schema/field.js';
import { command, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

/** An element to start at. */
export const processInstanceCreationStartInstruction = object({
  elementId: identifier(),
});

export const processInstanceCreation = object({
  /** As the next two, filled in by CREATED. */
  bpmnProcessId: identifier(''),
  processDefinitionKey: key(NO_KEY),
  /** -1 for the latest. */
  version: int(-1),
  /** Set only in CREATED. */
  processInstanceKey: key(NO_KEY),
  variables: document(EMPTY_DOCUMENT),
  /** Elements to start at; empty for the none start event. */
  startInstructions: listOf(processInstanceCreationStartInstruction),
  tenantId: tenantId(),
  /** Names of the variables that a result shall contain; empty for all. */
  fetchVariables: list(identifier(), { json: false }),
});
export type ProcessInstanceCreationValue = Infer<typeof processInstanceCreation>;

export const processInstanceCreationIntents = {
  CREATE: command(0),
  CREATED: event(1),
  CREATE_WITH_AWAITING_RESULT: command(2),
} as const;
