// Event scopes and triggers (spec 11 §11.2, §11.4): what happens when an event hits a scope.
//
// A trigger is kept on the event scope from PROCESS_EVENT TRIGGERING until an element takes it over.
import type { BoundaryEvent, CatchEvent, IntermediateCatchEvent, StartEvent } from '@grevy/bpmn';
import { EMPTY_DOCUMENT, type JsonDocument, type Key } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { requestCompletion, valueFor, writeActivated } from '../elements/transitions.js';
import { invariant } from '../failure.js';
import type { Processing } from '../kernel/processing.js';
import { isActive, isTerminating, type ElementInstance } from '../state/element-instance.js';
import { isBoundaryTarget, isInterruptingTarget } from '../state/event-scope-rules.js';
import type { EventTrigger } from '../state/event-scope.js';
import { triggerEventSubProcess } from './event-sub-processes.js';
import { catchEventsOf } from './event-subscriptions.js';
import { mergeLocal } from './variables.js';

/** Stores a result as the element's own trigger, so that its completion finds it (jobs, scripts, decisions). */
export function storeResult(context: ElementContext, variables: JsonDocument): void {
  writeTriggering(context, context.element.id, variables);
}

/** PROCESS_EVENT TRIGGERING; the applier stores the trigger if the event scope still accepts it. */
function writeTriggering(scope: ElementContext, targetElementId: string, variables: JsonDocument): Key {
  const { processing, key, value } = scope;
  return processing.newEvent('PROCESS_EVENT', 'TRIGGERING', {
    scopeKey: key,
    targetElementId,
    variables,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    tenantId: value.tenantId,
  });
}

/** Whether an event can still hit this instance (CAN_TRIGGER_ELEMENT of spec 11 §11.2, and a scope that goes on). */
export function canTriggerElement(
  processing: Processing,
  instance: ElementInstance,
  targetId: string,
): boolean {
  if (!isActive(instance) || !processing.state.acceptsTrigger(instance, targetId)) return false;
  const flowScope = processing.state.elementInstances.get(instance.value.flowScopeKey);
  if (flowScope === undefined) return true;
  return (
    flowScope.interruptingElementId === '' && !wouldOutliveScope(processing, instance, targetId, flowScope)
  );
}

/**
 * What a boundary event activates in a scope that has listed the children to terminate would stay for ever, and the scope
 * with it. The reference lets it.
 */
function wouldOutliveScope(
  processing: Processing,
  { value }: ElementInstance,
  targetId: string,
  flowScope: ElementInstance,
): boolean {
  if (!isTerminating(flowScope) || isYetToListChildren(processing, flowScope)) return false;
  const element = processing.state.modelElement(value);
  return isBoundaryTarget(element, targetId) && !isInterruptingTarget(element, targetId);
}

/** Whether the command that terminates the children of the scope waits behind the one that is processed now. */
function isYetToListChildren({ batch, command }: Processing, { key }: ElementInstance): boolean {
  return batch.records.some(
    ({ recordType, valueType, intent, position, value }) =>
      recordType === 'COMMAND' &&
      valueType === 'PROCESS_INSTANCE_BATCH' &&
      intent === 'TERMINATE' &&
      position > command.position &&
      value.batchElementInstanceKey === key,
  );
}

/** The event of this id among those that the scope waits for. */
export function catchEventById(scope: ElementContext, eventId: string): CatchEvent {
  const event = catchEventsOf(scope.element).find(({ id }) => id === eventId);
  invariant(event !== undefined, `Expected '${scope.element.id}' to wait for the event '${eventId}'`);
  return event;
}

/**
 * Triggers a catch event on the scope instance that subscribed to it. The caller has checked CAN_TRIGGER_ELEMENT and
 * has written the records that belong to the kind of event.
 */
export function triggerCatchEvent(scope: ElementContext, event: CatchEvent, variables: JsonDocument): void {
  const triggerKey = writeTriggering(scope, event.id, variables);
  continueTriggered(scope, event, { key: triggerKey, targetElementId: event.id, variables });
}

/** What follows PROCESS_EVENT TRIGGERING (spec 11 §11.4). */
function continueTriggered(
  scope: ElementContext,
  event: CatchEvent,
  trigger: Pick<EventTrigger, 'key' | 'targetElementId' | 'variables'>,
): void {
  const { processing, key, value } = scope;
  if (event.elementType === 'START_EVENT') {
    triggerEventSubProcess(scope, event);
  } else if (event.elementType !== 'BOUNDARY_EVENT') {
    requestCompletion(scope);
  } else if (event.interrupting) {
    processing.followUp('PROCESS_INSTANCE', 'TERMINATE_ELEMENT', key, value);
  } else {
    activateTriggeredEvent(scope, event, trigger);
  }
}

/**
 * Activates an element that an event brings to life without a command: a boundary event, or the catch event behind an
 * event-based gateway. It stands beside `scope`, in the same flow scope.
 */
export function activateTriggeredEvent(
  scope: ElementContext,
  event: BoundaryEvent | IntermediateCatchEvent,
  trigger: Pick<EventTrigger, 'key' | 'targetElementId' | 'variables'>,
): void {
  writeTriggered(scope, trigger);
  activateEvent(scope, event, scope.value.flowScopeKey, trigger.variables);
}

/** Activates an event whose trigger has been taken over; it keeps the trigger's variables until it completes. */
export function activateEvent(
  context: ElementContext,
  event: BoundaryEvent | IntermediateCatchEvent | StartEvent,
  flowScopeKey: Key,
  variables: JsonDocument,
): void {
  const { processing } = context;
  const value = valueFor(context.value, event, flowScopeKey);
  const key = processing.newEvent('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', value);
  const activated: ElementContext = { ...context, element: event, key, value };
  writeActivated(activated);
  mergeLocal(processing, key, value, variables);
  requestCompletion(activated);
}

/** PROCESS_EVENT TRIGGERED: an element of its own takes the trigger over. */
function writeTriggered(scope: ElementContext, trigger: Pick<EventTrigger, 'key' | 'targetElementId'>): void {
  const { processing, key, value } = scope;
  processing.event('PROCESS_EVENT', 'TRIGGERED', trigger.key, {
    scopeKey: key,
    targetElementId: trigger.targetElementId,
    variables: EMPTY_DOCUMENT,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    tenantId: value.tenantId,
  });
}
