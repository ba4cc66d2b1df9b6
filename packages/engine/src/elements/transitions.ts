// The steps of an element instance's life that all elements share (spec 10 §2): each writes its record and what
// always follows it. Hooks of elements are built from these.
import type { FlowNode, SequenceFlow } from '@grevy/bpmn';
import { NO_KEY, type Key, type ValueOf } from '@grevy/protocol';
import { invariant, isFailure, type Failure } from '../failure.js';
import type { Processing } from '../kernel/processing.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { ElementContext, ElementRegistry, ExecutableElement, ProcessInstanceValue } from './element.js';

/** The context of any living element instance. */
export function contextOf(
  processing: Processing,
  elements: ElementRegistry,
  key: Key,
  value: ProcessInstanceValue,
): ElementContext {
  const process = processing.state.processModel(value.processDefinitionKey);
  const element = processing.state.modelElement(value);
  return { processing, process, element, key, value, elements };
}

export function contextOfInstance(context: ElementContext, instance: ElementInstance): ElementContext {
  return contextOf(context.processing, context.elements, instance.key, instance.value);
}

/** The flow scope instance; every element but a process has one while it lives. */
export function flowScopeOf(context: ElementContext): ElementInstance {
  const scope = context.processing.state.elementInstances.get(context.value.flowScopeKey);
  invariant(
    scope !== undefined,
    `Expected flow scope ${context.value.flowScopeKey} of '${context.value.elementId}' to exist`,
  );
  return scope;
}

/** A record value for another element beside or inside this one. */
export function valueFor(
  value: ProcessInstanceValue,
  element: ExecutableElement,
  flowScopeKey: Key,
): ProcessInstanceValue {
  return {
    bpmnProcessId: value.bpmnProcessId,
    version: value.version,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    elementId: element.id,
    flowScopeKey,
    bpmnElementType: element.elementType,
    bpmnEventType: element.eventType,
    parentProcessInstanceKey: value.parentProcessInstanceKey,
    parentElementInstanceKey: value.parentElementInstanceKey,
    tenantId: value.tenantId,
    loopCardinality: 0,
  };
}

/** The record value of a new process instance; `caller` is the call activity that starts it, if one does. */
export function valueForProcess(
  definition: ValueOf<'PROCESS'>,
  processInstanceKey: Key,
  caller?: Pick<ElementContext, 'key' | 'value'>,
): ProcessInstanceValue {
  return {
    bpmnProcessId: definition.bpmnProcessId,
    version: definition.version,
    processDefinitionKey: definition.processDefinitionKey,
    processInstanceKey,
    elementId: definition.bpmnProcessId,
    flowScopeKey: NO_KEY,
    bpmnElementType: 'PROCESS',
    bpmnEventType: 'UNSPECIFIED',
    parentProcessInstanceKey: caller?.value.processInstanceKey ?? NO_KEY,
    parentElementInstanceKey: caller?.key ?? NO_KEY,
    tenantId: definition.tenantId,
    loopCardinality: 0,
  };
}

export function writeActivated(context: ElementContext): void {
  context.processing.event('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', context.key, context.value);
}

export function writeCompleting(context: ElementContext): void {
  context.processing.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETING', context.key, context.value);
}

/** Asks for the completion of an element instance as a follow-up command. */
export function requestCompletion(context: ElementContext): void {
  context.processing.followUp('PROCESS_INSTANCE', 'COMPLETE_ELEMENT', context.key, context.value);
}

export function requestTermination(processing: Processing, instance: ElementInstance): void {
  processing.followUp('PROCESS_INSTANCE', 'TERMINATE_ELEMENT', instance.key, instance.value);
}

/** Activates a child without a prepared key: the start event of a scope, an event sub-process. */
export function activateChild(scope: ElementContext, child: ExecutableElement): void {
  const value = valueFor(scope.value, child, scope.key);
  scope.processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', NO_KEY, value);
}

/** Takes a flow: its target will be activated with a key that is reserved here. */
export function takeSequenceFlow(context: ElementContext, flow: SequenceFlow): void {
  const { processing, value } = context;
  processing.newEvent('PROCESS_INSTANCE', 'SEQUENCE_FLOW_TAKEN', {
    ...value,
    elementId: flow.id,
    bpmnElementType: 'SEQUENCE_FLOW',
    bpmnEventType: 'UNSPECIFIED',
  });
  const target = valueFor(value, flow.target, value.flowScopeKey);
  processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', processing.newKey(), target);
}

function takeOutgoingSequenceFlows(context: ElementContext<FlowNode>): void {
  for (const flow of context.element.outgoing) takeSequenceFlow(context, flow);
}

/** ELEMENT_COMPLETED; without outgoing flows (or a link) a path ends here and the scope may complete. */
export function writeCompleted(context: ElementContext<FlowNode>): Failure | undefined {
  const { processing, key, value, element } = context;
  const isLinkThrow = element.elementType === 'INTERMEDIATE_THROW_EVENT' && element.event.type === 'LINK';
  if (element.outgoing.length > 0 || isLinkThrow) {
    processing.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', key, value);
    return undefined;
  }
  const scope = contextOfInstance(context, flowScopeOf(context));
  const container = context.elements.containerProcessorOf(scope.element);
  const end = container.beforePathCompletes(scope, context);
  if (isFailure(end)) return end;
  processing.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', key, value);
  container.afterPathCompleted(scope, end);
  return undefined;
}

/** ELEMENT_COMPLETED, then every outgoing flow: what most elements do. */
export function completeAndLeave(context: ElementContext<FlowNode>): Failure | undefined {
  const failure = writeCompleted(context);
  if (failure === undefined) takeOutgoingSequenceFlows(context);
  return failure;
}

/**
 * ELEMENT_TERMINATED alone; the caller decides what follows. A client that waits for the result of the process is not
 * answered any more (spec 10 §3.2).
 */
export function writeTerminated({ processing, key, value }: ElementContext): void {
  processing.event('PROCESS_INSTANCE', 'ELEMENT_TERMINATED', key, value);
  if (value.bpmnElementType === 'PROCESS') processing.takeAwaitedResult(key);
}

/** ELEMENT_TERMINATED, and the flow scope learns of it. */
export function terminateAndInformScope(context: ElementContext): void {
  writeTerminated(context);
  informScopeOfTermination(context);
}

export function informScopeOfTermination(context: ElementContext): void {
  const scope = contextOfInstance(context, flowScopeOf(context));
  context.elements.containerProcessorOf(scope.element).afterChildTerminated(scope, context);
}
