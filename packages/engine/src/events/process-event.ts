// PROCESS_EVENT events: triggers come and go on the event scopes of element instances, and for process definitions that
// an event starts (spec 11 §11.2).
import type { EngineState } from '../state/engine-state.js';
import type { ElementInstance } from '../state/element-instance.js';
import { isBoundaryTarget, isInterruptingTarget } from '../state/event-scope-rules.js';
import type { EventScope, EventTrigger } from '../state/event-scope.js';
import type { Applier } from './applier.js';

export const triggering: Applier<'PROCESS_EVENT'> = (state, key, value) => {
  const trigger: EventTrigger = {
    key,
    targetElementId: value.targetElementId,
    variables: value.variables,
    processInstanceKey: value.processInstanceKey,
  };
  if (value.scopeKey === value.processDefinitionKey) {
    state.processStartTriggers.table.put(key, { processDefinitionKey: value.processDefinitionKey, trigger });
    return;
  }
  const instance = state.elementInstances.get(value.scopeKey);
  if (instance === undefined) return;
  state.elementInstances.put(instance.key, {
    ...instance,
    eventScope: eventScopeAfter(state, instance, trigger),
    interruptingElementId: interruptingElementAfter(state, instance, value.targetElementId),
  });
};

export const triggered: Applier<'PROCESS_EVENT'> = (state, key, value) => {
  if (value.scopeKey === value.processDefinitionKey) {
    state.processStartTriggers.table.delete(key);
    return;
  }
  const instance = state.elementInstances.get(value.scopeKey);
  if (instance === undefined) return;
  const triggers = instance.eventScope.triggers.filter((trigger) => trigger.key !== key);
  state.elementInstances.put(instance.key, { ...instance, eventScope: { ...instance.eventScope, triggers } });
};

function eventScopeAfter(state: EngineState, instance: ElementInstance, trigger: EventTrigger): EventScope {
  const { eventScope } = instance;
  const target = trigger.targetElementId;
  if (!state.acceptsTrigger(instance, target)) return eventScope;
  const element = state.modelElement(instance.value);
  const interrupting = isInterruptingTarget(element, target);
  return {
    exists: true,
    accepting: !(interrupting && isBoundaryTarget(element, target)),
    interrupted: eventScope.interrupted || interrupting,
    triggers: [...eventScope.triggers, trigger],
  };
}

/** An interrupting start event marks its scope as interrupted by its event sub-process, stored or not. */
function interruptingElementAfter(
  state: EngineState,
  instance: ElementInstance,
  targetElementId: string,
): string {
  const target = state.processModel(instance.value.processDefinitionKey).elementsById.get(targetElementId);
  const starts =
    target?.elementType === 'START_EVENT' && target.flowScope.elementType === 'EVENT_SUB_PROCESS';
  return starts && target.interrupting ? target.flowScope.id : instance.interruptingElementId;
}
