// PROCESS_INSTANCE events: the life of element instances and the counters of their scopes (spec 10 §2.5, 11 §11.1).
import type { ExecutableProcess, FlowNode } from '@grevy/bpmn';
import { NO_KEY, type Key, type ValueOf } from '@grevy/protocol';
import type { ElementInstance, ElementState } from '../state/element-instance.js';
import type { EngineState } from '../state/engine-state.js';
import { hasEventScope } from '../state/event-scope-rules.js';
import { NEW_EVENT_SCOPE, NO_EVENT_SCOPE, type EventScope } from '../state/event-scope.js';
import { localDocument } from '../state/variable-scopes.js';
import { joinsTokens, withFlowTaken, withTokensConsumed } from '../state/taken-sequence-flows.js';
import type { Applier } from './applier.js';

type Value = ValueOf<'PROCESS_INSTANCE'>;

export const elementActivating: Applier<'PROCESS_INSTANCE'> = (state, key, value) => {
  const element = state.modelElement(value);
  const scope = state.elementInstances.get(value.flowScopeKey);
  let loopCounter = 0;
  let events: EventScope = hasEventScope(element) ? NEW_EVENT_SCOPE : NO_EVENT_SCOPE;
  if (scope !== undefined) {
    if (value.bpmnElementType === 'START_EVENT' && scope.value.bpmnElementType === 'EVENT_SUB_PROCESS') {
      events = takeOverTrigger(state, scope, value.elementId, events);
    }
    const isInner = scope.value.bpmnElementType === 'MULTI_INSTANCE_BODY';
    if (isInner) loopCounter = scope.loopCounter + 1;
    state.elementInstances.put(scope.key, {
      ...scope,
      childCount: scope.childCount + 1,
      activeSequenceFlows: activeSequenceFlowsAfter(element, scope),
      takenSequenceFlows: joinsTokens(element)
        ? withTokensConsumed(scope.takenSequenceFlows, element.id)
        : scope.takenSequenceFlows,
      loopCounter: isInner ? loopCounter : scope.loopCounter,
      activatedChildren: isInner ? scope.activatedChildren + 1 : scope.activatedChildren,
    });
  }
  state.elementInstances.insert(key, newInstance(key, value, loopCounter, events));
  if (state.hasLocalVariables(key)) awaitNoLonger(state, key, value.processInstanceKey);
  if (value.parentElementInstanceKey > 0 && value.bpmnElementType === 'PROCESS') {
    const caller = state.elementInstances.get(value.parentElementInstanceKey);
    if (caller !== undefined)
      state.elementInstances.put(caller.key, { ...caller, calledChildInstanceKey: key });
  }
};

export const elementActivated: Applier<'PROCESS_INSTANCE'> = (state, key, { loopCardinality }) => {
  const instance = state.instanceOf(key);
  state.elementInstances.put(key, { ...instance, state: 'ELEMENT_ACTIVATED', loopCardinality });
};
export const elementCompleting: Applier<'PROCESS_INSTANCE'> = (state, key) =>
  setState(state, key, 'ELEMENT_COMPLETING');
export const elementTerminating: Applier<'PROCESS_INSTANCE'> = (state, key) =>
  setState(state, key, 'ELEMENT_TERMINATING');

export const elementCompleted: Applier<'PROCESS_INSTANCE'> = (state, key, value) => {
  storeResultOfCalledProcess(state, key, value);
  remove(state, key);
  const scope = state.elementInstances.get(value.flowScopeKey);
  if (scope === undefined) return;
  const terminatesScope = isTerminateEndEvent(value);
  state.elementInstances.put(scope.key, {
    ...scope,
    childCount: scope.childCount - 1,
    completedChildren: countsChildren(scope) ? scope.completedChildren + 1 : scope.completedChildren,
    activeSequenceFlows: activeSequenceFlowsAfterCompletion(value, scope),
    interruptingElementId: terminatesScope ? value.elementId : scope.interruptingElementId,
  });
};

export const elementTerminated: Applier<'PROCESS_INSTANCE'> = (state, key, value) => {
  remove(state, key);
  const scope = state.elementInstances.get(value.flowScopeKey);
  if (scope === undefined) return;
  state.elementInstances.put(scope.key, {
    ...scope,
    childCount: scope.childCount - 1,
    terminatedChildren: countsChildren(scope) ? scope.terminatedChildren + 1 : scope.terminatedChildren,
  });
};

/**
 * From now on the instance is one of an element of another process definition. A result that it holds stays its own, and
 * whether it has an event scope is what the new element says.
 */
export const elementMigrated: Applier<'PROCESS_INSTANCE'> = (state, key, value) => {
  const instance = state.instanceOf(key);
  const { eventScope } = instance;
  const ownId = instance.value.elementId;
  const triggers = eventScope.triggers.map((trigger) =>
    trigger.targetElementId === ownId ? { ...trigger, targetElementId: value.elementId } : trigger,
  );
  const exists = hasEventScope(state.modelElement(value));
  state.elementInstances.put(key, { ...instance, value, eventScope: { ...eventScope, exists, triggers } });
};

export const sequenceFlowTaken: Applier<'PROCESS_INSTANCE'> = (state, _key, value) => {
  const scope = state.elementInstances.get(value.flowScopeKey);
  if (scope === undefined) return;
  const flow = state.processModel(value.processDefinitionKey).elementsById.get(value.elementId);
  const target = flow?.elementType === 'SEQUENCE_FLOW' ? flow.target : undefined;
  state.elementInstances.put(scope.key, {
    ...scope,
    activeSequenceFlows: scope.activeSequenceFlows + 1,
    takenSequenceFlows:
      target !== undefined && joinsTokens(target)
        ? withFlowTaken(scope.takenSequenceFlows, target.id, value.elementId)
        : scope.takenSequenceFlows,
  });
};

function newInstance(key: Key, value: Value, loopCounter: number, eventScope: EventScope): ElementInstance {
  return {
    key,
    state: 'ELEMENT_ACTIVATING',
    value,
    childCount: 0,
    activeSequenceFlows: 0,
    takenSequenceFlows: [],
    interruptingElementId: '',
    jobKey: NO_KEY,
    calledChildInstanceKey: NO_KEY,
    loopCounter,
    loopCardinality: 0,
    activatedChildren: 0,
    completedChildren: 0,
    terminatedChildren: 0,
    eventScope,
    awaitedScopes: [],
  };
}

function setState(state: EngineState, key: Key, elementState: ElementState): void {
  state.elementInstances.put(key, { ...state.instanceOf(key), state: elementState });
}

function countsChildren(scope: ElementInstance): boolean {
  return scope.value.bpmnElementType === 'MULTI_INSTANCE_BODY';
}

/** How many tokens on sequence flows a new child consumes (the table of spec 10 §2.5). */
function activeSequenceFlowsAfter(element: ExecutableProcess | FlowNode, scope: ElementInstance): number {
  const consume = (tokens: number) => Math.max(0, scope.activeSequenceFlows - tokens);
  switch (element.elementType) {
    case 'PROCESS':
    case 'START_EVENT':
    case 'BOUNDARY_EVENT':
      return scope.activeSequenceFlows;
    case 'INTERMEDIATE_CATCH_EVENT':
      return element.isBehindEventBasedGateway ||
        (element.incoming.length === 0 && element.event.type !== 'LINK')
        ? scope.activeSequenceFlows
        : consume(1);
    case 'PARALLEL_GATEWAY':
      return consume(element.incoming.length);
    case 'EVENT_SUB_PROCESS':
      return element.startEvent.interrupting ? 0 : scope.activeSequenceFlows;
    default:
      return scope.value.bpmnElementType === 'MULTI_INSTANCE_BODY' ? scope.activeSequenceFlows : consume(1);
  }
}

function isTerminateEndEvent({ bpmnElementType, bpmnEventType }: Value): boolean {
  return bpmnElementType === 'END_EVENT' && bpmnEventType === 'TERMINATE';
}

/**
 * The token of a link throw event is on its way to the link catch event: without counting it the scope could complete
 * in between. (The reference does not count it; no record shows the difference but in that race.)
 */
function activeSequenceFlowsAfterCompletion(value: Value, scope: ElementInstance): number {
  if (isTerminateEndEvent(value)) return 0;
  const isLinkThrow = value.bpmnElementType === 'INTERMEDIATE_THROW_EVENT' && value.bpmnEventType === 'LINK';
  return scope.activeSequenceFlows + (isLinkThrow ? 1 : 0);
}

/**
 * The start event of an event sub-process takes its trigger from the scope around the event sub-process; it has none if a
 * client has activated the event sub-process.
 */
function takeOverTrigger(
  state: EngineState,
  eventSubProcess: ElementInstance,
  startEventId: string,
  events: EventScope,
): EventScope {
  const enclosing = state.elementInstances.get(eventSubProcess.value.flowScopeKey);
  const triggers = enclosing?.eventScope.triggers ?? [];
  const trigger = triggers.find(({ targetElementId }) => targetElementId === startEventId);
  if (enclosing === undefined || trigger === undefined) return events;
  const others = triggers.filter((other) => other !== trigger);
  state.elementInstances.put(enclosing.key, {
    ...enclosing,
    eventScope: { ...enclosing.eventScope, triggers: others },
  });
  return { ...events, triggers: [trigger] };
}

/** Variables of a completed called process become the trigger of its call activity (spec 13 §8.4). */
function storeResultOfCalledProcess(state: EngineState, key: Key, value: Value): void {
  if (value.bpmnElementType !== 'PROCESS' || value.parentElementInstanceKey <= 0) return;
  const caller = state.elementInstances.get(value.parentElementInstanceKey);
  if (caller === undefined) return;
  const activity = state.modelElement(caller.value);
  if (activity.elementType !== 'CALL_ACTIVITY') return;
  if (activity.outputMappings === undefined && !activity.propagateAllChildVariables) return;
  const trigger = {
    key,
    targetElementId: activity.id,
    variables: localDocument(state, key),
    processInstanceKey: caller.value.processInstanceKey,
  };
  const { eventScope } = caller;
  state.elementInstances.put(caller.key, {
    ...caller,
    eventScope: { ...eventScope, triggers: [...eventScope.triggers, trigger] },
  });
}

/** The element has come that was given variables before (events/variable.ts). */
function awaitNoLonger(state: EngineState, key: Key, processInstanceKey: Key): void {
  const instance = state.elementInstances.get(processInstanceKey);
  if (instance?.awaitedScopes.includes(key) !== true) return;
  const awaitedScopes = instance.awaitedScopes.filter((awaited) => awaited !== key);
  state.elementInstances.put(processInstanceKey, { ...instance, awaitedScopes });
}

/**
 * The instance goes, and with it its event scope, its variables, those of elements that will not come any more, and the
 * lock of the message that started it.
 */
function remove(state: EngineState, key: Key): void {
  for (const scopeKey of [key, ...state.instanceOf(key).awaitedScopes]) {
    for (const variable of state.localVariables(scopeKey)) state.variables.delete(variable.key);
  }
  const { locks } = state.messageStartEventSubscriptions;
  if (locks.size > 0) locks.delete(key);
  state.elementInstances.delete(key);
}
