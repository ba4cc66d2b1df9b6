// BPMN reader, validation and executable model.
export type * from './feel.js';
export type { BpmnElementType, BpmnEventType } from './model/element-type.js';
export type * from './model/elements.js';
export type * from './model/event-definition.js';
export type { CompiledExpression, Expression, StaticExpression } from './model/expression.js';
export type { JobDefinition, TaskHeader, UserTaskDefinition, UserTaskForm } from './model/job-definition.js';
export { RESERVED_HEADER_PREFIX, USER_TASK_JOB_TYPE } from './model/job-definition.js';
export type { LoopCharacteristics, LoopOutput } from './model/loop-characteristics.js';
export type { TimerDefinition } from './model/timer-definition.js';
export type { VariableMapping } from './model/variable-mapping.js';
