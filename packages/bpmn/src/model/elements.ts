// The executable model: what the engine runs. One file, because the elements refer to each other.
//
// Invariants:
//  1. References are objects; nothing is looked up by id at run time.
//  2. Lists are in execution order (spec 10 §2.3): outgoing, incoming, boundaryEvents and startEvents in reverse
//     document order, eventSubProcesses in document order.
//  3. `elementIndex` is dense and unique in a process: 0 is the process, then all its elements.
//  4. A multi-instance activity is two elements with one id: the body, which has the flows and boundary events, and
//     the inner activity, whose flow scope is the body.
import type { BpmnElementType, BpmnEventType } from './element-type.js';
import type { CatchEventDefinition, MessageDefinition, ThrowEventDefinition } from './event-definition.js';
import type { CompiledExpression, Expression } from './expression.js';
import type { JobDefinition } from './job-definition.js';
import type { LoopCharacteristics } from './loop-characteristics.js';
import type { VariableMapping } from './variable-mapping.js';

interface ElementBase<Type extends BpmnElementType> {
  readonly id: string;
  readonly elementType: Type;
  readonly eventType: BpmnEventType;
  readonly elementIndex: number;
}

interface FlowNodeBase<Type extends BpmnElementType> extends ElementBase<Type> {
  readonly flowScope: FlowScope;
  readonly incoming: readonly SequenceFlow[];
  readonly outgoing: readonly SequenceFlow[];
  /** Undefined if the model has none, or if the element does not apply them (spec 10 §4). */
  readonly inputMappings: VariableMapping | undefined;
  readonly outputMappings: VariableMapping | undefined;
}

interface ActivityBase<Type extends BpmnElementType> extends FlowNodeBase<Type> {
  readonly boundaryEvents: readonly BoundaryEvent[];
  /** The message, timer and signal events to subscribe to, in the order of spec 11 §11.3.1. */
  readonly catchEvents: readonly CatchEvent[];
}

/** What a process and a sub-process have in common as containers of flow nodes. */
interface FlowContainer {
  /** All start events that are direct children, in reverse document order. */
  readonly startEvents: readonly StartEvent[];
  readonly noneStartEvent: StartEvent | undefined;
  readonly eventSubProcesses: readonly EventSubProcess[];
}

export interface ExecutableProcess extends ElementBase<'PROCESS'>, FlowContainer {
  /** Flow nodes and sequence flows of all levels; for a multi-instance activity its body. The process is not in it. */
  readonly elementsById: ReadonlyMap<string, FlowNode | SequenceFlow>;
  /** `elements[e.elementIndex] === e` */
  readonly elements: readonly ProcessElement[];
  /** Message, timer and signal start events of the event sub-processes, in document order of these. */
  readonly catchEvents: readonly CatchEvent[];
}

export interface SequenceFlow extends ElementBase<'SEQUENCE_FLOW'> {
  readonly source: FlowNode;
  readonly target: FlowNode;
  readonly flowScope: FlowScope;
  /** BOOLEAN. */
  readonly condition: CompiledExpression | undefined;
  /** It is the default flow of its source, an exclusive or inclusive gateway. */
  readonly isDefault: boolean;
}

// Events

export interface StartEvent extends FlowNodeBase<'START_EVENT'> {
  readonly event: CatchEventDefinition;
  /** Start events of event sub-processes; true for all others. */
  readonly interrupting: boolean;
}

export interface IntermediateCatchEvent extends FlowNodeBase<'INTERMEDIATE_CATCH_EVENT'> {
  readonly event: CatchEventDefinition;
  /** Its first incoming flow comes from an event-based gateway. */
  readonly isBehindEventBasedGateway: boolean;
  /** Itself; empty for a link event. */
  readonly catchEvents: readonly CatchEvent[];
}

export interface BoundaryEvent extends FlowNodeBase<'BOUNDARY_EVENT'> {
  readonly event: CatchEventDefinition;
  readonly interrupting: boolean;
  /** The body, if the activity is multi-instance. */
  readonly attachedTo: Activity;
}

export interface IntermediateThrowEvent extends FlowNodeBase<'INTERMEDIATE_THROW_EVENT'> {
  readonly event: ThrowEventDefinition | LinkThrowDefinition;
}

export interface LinkThrowDefinition {
  readonly type: 'LINK';
  readonly name: string;
  readonly target: IntermediateCatchEvent;
}

export interface EndEvent extends FlowNodeBase<'END_EVENT'> {
  readonly event: ThrowEventDefinition;
}

/** What a subscription belongs to: `catchEvents` of activities and scopes consist of these. */
export type CatchEvent = StartEvent | IntermediateCatchEvent | BoundaryEvent | ReceiveTask;

// Gateways

export interface ExclusiveGateway extends FlowNodeBase<'EXCLUSIVE_GATEWAY'> {
  readonly defaultFlow: SequenceFlow | undefined;
}

export interface InclusiveGateway extends FlowNodeBase<'INCLUSIVE_GATEWAY'> {
  readonly defaultFlow: SequenceFlow | undefined;
}

export type ParallelGateway = FlowNodeBase<'PARALLEL_GATEWAY'>;

export interface EventBasedGateway extends FlowNodeBase<'EVENT_BASED_GATEWAY'> {
  /** The connected events in the order of the outgoing flows. */
  readonly catchEvents: readonly IntermediateCatchEvent[];
}

// Activities

/** Undefined and manual task: both pass through. */
export type PassThroughTask = ActivityBase<'TASK'> | ActivityBase<'MANUAL_TASK'>;

/** A task whose work a job worker does. */
export interface JobTask extends ActivityBase<
  'SERVICE_TASK' | 'SEND_TASK' | 'USER_TASK' | 'SCRIPT_TASK' | 'BUSINESS_RULE_TASK'
> {
  readonly implementation: 'job';
  readonly job: JobDefinition;
}

/** A script task whose FEEL script the engine evaluates. */
export interface FeelScriptTask extends ActivityBase<'SCRIPT_TASK'> {
  readonly implementation: 'script';
  readonly script: FeelScript;
}

export interface FeelScript {
  readonly expression: CompiledExpression;
  readonly resultVariable: string;
}

/** A business rule task whose decision the engine evaluates. */
export interface DecisionTask extends ActivityBase<'BUSINESS_RULE_TASK'> {
  readonly implementation: 'calledDecision';
  readonly calledDecision: CalledDecision;
}

export interface CalledDecision {
  /** STRING. */
  readonly decisionId: Expression;
  readonly resultVariable: string;
}

/** A send task with `zeebe:publishMessage`, which 8.3 accepts and cannot execute. */
export interface PublishMessageTask extends ActivityBase<'SEND_TASK'> {
  readonly implementation: 'publishMessage';
}

export interface ReceiveTask extends ActivityBase<'RECEIVE_TASK'> {
  readonly message: MessageDefinition;
}

export interface CallActivity extends ActivityBase<'CALL_ACTIVITY'> {
  /** STRING. */
  readonly processId: Expression;
  readonly propagateAllChildVariables: boolean;
  readonly propagateAllParentVariables: boolean;
}

export interface SubProcess extends ActivityBase<'SUB_PROCESS'>, FlowContainer {
  /** The only start event; its type is none. */
  readonly startEvent: StartEvent;
}

export interface EventSubProcess extends FlowNodeBase<'EVENT_SUB_PROCESS'>, FlowContainer {
  /** The only start event. */
  readonly startEvent: StartEvent;
  /** Message, timer and signal start events of nested event sub-processes. */
  readonly catchEvents: readonly CatchEvent[];
}

export interface MultiInstanceBody extends ActivityBase<'MULTI_INSTANCE_BODY'> {
  readonly innerActivity: InnerActivity;
  readonly loop: LoopCharacteristics;
}

// Unions

/** An activity that may be multi-instance. */
export type InnerActivity =
  | PassThroughTask
  | JobTask
  | FeelScriptTask
  | DecisionTask
  | PublishMessageTask
  | ReceiveTask
  | CallActivity
  | SubProcess;

/** What may carry boundary events. */
export type Activity = InnerActivity | MultiInstanceBody;

export type FlowNode =
  | StartEvent
  | IntermediateCatchEvent
  | IntermediateThrowEvent
  | BoundaryEvent
  | EndEvent
  | ExclusiveGateway
  | InclusiveGateway
  | ParallelGateway
  | EventBasedGateway
  | Activity
  | EventSubProcess;

/** What contains flow nodes, and so the instances that have children. */
export type FlowScope = ExecutableProcess | SubProcess | EventSubProcess | MultiInstanceBody;

export type ProcessElement = ExecutableProcess | FlowNode | SequenceFlow;
