/**
 * Enumerations inside record values (names as in JSON).
 *
 * The binary codec stores the index in these lists: append new names, never reorder or remove one.
 */

export const BPMN_ELEMENT_TYPES = [
  'UNSPECIFIED',
  'PROCESS',
  'SUB_PROCESS',
  'EVENT_SUB_PROCESS',
  'START_EVENT',
  'INTERMEDIATE_CATCH_EVENT',
  'INTERMEDIATE_THROW_EVENT',
  'BOUNDARY_EVENT',
  'END_EVENT',
  'SERVICE_TASK',
  'RECEIVE_TASK',
  'USER_TASK',
  'MANUAL_TASK',
  'TASK',
  'EXCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
  'EVENT_BASED_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'SEQUENCE_FLOW',
  'MULTI_INSTANCE_BODY',
  'CALL_ACTIVITY',
  'BUSINESS_RULE_TASK',
  'SCRIPT_TASK',
  'SEND_TASK',
] as const;
export type BpmnElementType = (typeof BPMN_ELEMENT_TYPES)[number];

/** `CONDITIONAL` is part of the protocol but never produced. */
export const BPMN_EVENT_TYPES = [
  'UNSPECIFIED',
  'CONDITIONAL',
  'ERROR',
  'ESCALATION',
  'LINK',
  'MESSAGE',
  'NONE',
  'SIGNAL',
  'TERMINATE',
  'TIMER',
] as const;
export type BpmnEventType = (typeof BPMN_EVENT_TYPES)[number];

/** Kinds of incidents. */
export const ERROR_TYPES = [
  'UNKNOWN',
  'IO_MAPPING_ERROR',
  'JOB_NO_RETRIES',
  'CONDITION_ERROR',
  'EXTRACT_VALUE_ERROR',
  'CALLED_ELEMENT_ERROR',
  'UNHANDLED_ERROR_EVENT',
  'MESSAGE_SIZE_EXCEEDED',
  'CALLED_DECISION_ERROR',
  'DECISION_EVALUATION_ERROR',
  'FORM_NOT_FOUND',
] as const;
export type ErrorType = (typeof ERROR_TYPES)[number];

/** Kinds of DMN decision logic. */
export const DECISION_TYPES = [
  'DECISION_TABLE',
  'LITERAL_EXPRESSION',
  'CONTEXT',
  'INVOCATION',
  'LIST',
  'RELATION',
  'UNKNOWN',
] as const;
export type DecisionType = (typeof DECISION_TYPES)[number];

/** Where `SetVariables` writes: the scope that has the variable (`PROPAGATE`), or the given scope (`LOCAL`). */
export const VARIABLE_UPDATE_SEMANTICS = ['PROPAGATE', 'LOCAL'] as const;
export type VariableUpdateSemantics = (typeof VARIABLE_UPDATE_SEMANTICS)[number];

/** Value types of commands that are distributed to other partitions. The order is stored: append only. */
export const DISTRIBUTED_VALUE_TYPES = [
  'NULL_VAL',
  'DEPLOYMENT',
  'RESOURCE_DELETION',
  'SIGNAL',
  'MESSAGE_SUBSCRIPTION',
] as const;
export type DistributedValueType = (typeof DISTRIBUTED_VALUE_TYPES)[number];

/** The tenant of everything while multi-tenancy is off. */
export const DEFAULT_TENANT_ID = '<default>';

/** Element id of an `ERROR_THROWN` job, and of its incident, when no catch event matches the code. */
export const NO_CATCH_EVENT_FOUND = 'NO_CATCH_EVENT_FOUND';

/** How JSON shows the tenant of values that 8.3 does not store one for. */
export const DEFAULT_TENANT_JSON = `"${DEFAULT_TENANT_ID}"`;
