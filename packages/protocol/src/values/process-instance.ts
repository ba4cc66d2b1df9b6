/** PROCESS_INSTANCE (spec 8.10): an element instance in its life cycle; the process itself is one, too. */
import { BPMN_ELEMENT_TYPES, BPMN_EVENT_TYPES, DEFAULT_TENANT_ID } from '../enums.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { banningCommand, command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { STORED_ONLY } from '../schema/stored-only.js';

export const processInstance = object((field) => ({
  bpmnProcessId: field.identifier(''),
  version: field.int(-1),
  processDefinitionKey: field.key(NO_KEY),
  /** Root key of this process instance; a called process has its own. */
  processInstanceKey: field.key(NO_KEY),
  elementId: field.identifier(''),
  /** Element instance key of the enclosing scope; none for the process. */
  flowScopeKey: field.key(NO_KEY),
  bpmnElementType: field.enumeration(BPMN_ELEMENT_TYPES, 'UNSPECIFIED'),
  bpmnEventType: field.enumeration(BPMN_EVENT_TYPES, 'UNSPECIFIED'),
  /** Process instance of the calling call activity. */
  parentProcessInstanceKey: field.key(NO_KEY),
  /** Element instance key of the calling call activity. */
  parentElementInstanceKey: field.key(NO_KEY),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
  /** ELEMENT_ACTIVATED of a multi-instance body: how many inner instances it will activate. */
  loopCardinality: field.int(0, STORED_ONLY),
}));
export type ProcessInstanceValue = Infer<typeof processInstance>;

export const processInstanceIntents = {
  CANCEL: command(0),
  SEQUENCE_FLOW_TAKEN: event(1),
  ELEMENT_ACTIVATING: event(2),
  ELEMENT_ACTIVATED: event(3),
  ELEMENT_COMPLETING: event(4),
  ELEMENT_COMPLETED: event(5),
  ELEMENT_TERMINATING: event(6),
  ELEMENT_TERMINATED: event(7),
  ACTIVATE_ELEMENT: banningCommand(8),
  COMPLETE_ELEMENT: banningCommand(9),
  TERMINATE_ELEMENT: banningCommand(10),
  /** Of later versions (spec 03 §12). */
  ELEMENT_MIGRATED: event(11),
} as const;
