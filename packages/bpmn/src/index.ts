// @grevy/bpmn: from a BPMN file to the model that the engine executes.
export type { BpmnElementType, BpmnEventType } from './model/element-type.js';
export type * from './model/elements.js';
export type * from './model/event-definition.js';
export type { CompiledExpression, Expression, StaticExpression } from './model/expression.js';
export type { JobDefinition, TaskHeader, UserTaskDefinition, UserTaskForm } from './model/job-definition.js';
export { RESERVED_HEADER_PREFIX } from './model/job-definition.js';
export type { LoopCharacteristics, LoopOutput } from './model/loop-characteristics.js';
export type { TimerDefinition } from './model/timer-definition.js';
export type { VariableMapping } from './model/variable-mapping.js';
export {
  readBpmn,
  readDeployedBpmn,
  type BpmnResource,
  type ReadBpmnOptions,
  type ReadBpmnResult,
} from './read-bpmn.js';
export { CYCLE_FUNCTION } from './timer/cycle-function.js';
export { dateTimeText, parseDateTime } from './timer/date-time.js';
export type { Amount, Interval } from './timer/interval.js';
export { firstOccurrence, nextOccurrence, timerOf, type Timer, type TimerOccurrence } from './timer/timer.js';
export { checkMultiTenancy } from './validation/multi-tenancy.js';
export { checkStraightThroughLoops } from './validation/straight-through-loop.js';
