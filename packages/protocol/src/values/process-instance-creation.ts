/** PROCESS_INSTANCE_CREATION (spec 8.9): a client starts a process instance. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { STORED_ONLY } from '../schema/stored-only.js';

/** An element to start at. */
export const processInstanceCreationStartInstruction = object((field) => ({
  elementId: field.identifier(),
}));

export const processInstanceCreation = object((field) => ({
  /** As the next two, filled in by CREATED. */
  bpmnProcessId: field.identifier(''),
  processDefinitionKey: field.key(NO_KEY),
  /** -1 for the latest. */
  version: field.int(-1),
  /** Set only in CREATED. */
  processInstanceKey: field.key(NO_KEY),
  variables: field.document(EMPTY_DOCUMENT),
  /** Elements to start at; empty for the none start event. */
  startInstructions: field.listOf(processInstanceCreationStartInstruction),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
  /** Names of the variables that a result shall contain; empty for all. */
  fetchVariables: field.identifiers(STORED_ONLY),
}));
export type ProcessInstanceCreationValue = Infer<typeof processInstanceCreation>;

export const processInstanceCreationIntents = {
  CREATE: command(0),
  CREATED: event(1),
  CREATE_WITH_AWAITING_RESULT: command(2),
} as const;
