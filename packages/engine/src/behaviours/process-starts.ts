// Starts a process instance at a message, timer or signal start event (spec 12 §12.7.3).
import type { StartEvent } from '@grevy/bpmn';
import { EMPTY_DOCUMENT, type JsonDocument, type Key, type ValueOf } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { valueForProcess } from '../elements/transitions.js';
import type { Processing } from '../kernel/processing.js';
import type { EventTrigger } from '../state/event-scope.js';
import { activateEvent } from './event-triggers.js';

/**
 * Triggers the start event for a process instance whose key was reserved; the instance is activated by a follow-up
 * command, which finds the trigger at the definition.
 */
export function startProcess(
  processing: Processing,
  processDefinitionKey: Key,
  processInstanceKey: Key,
  startEventId: string,
  variables: JsonDocument,
): void {
  const definition = processing.state.processDefinitions.getOrThrow(processDefinitionKey).value;
  processing.newEvent('PROCESS_EVENT', 'TRIGGERING', {
    scopeKey: processDefinitionKey,
    targetElementId: startEventId,
    variables,
    processDefinitionKey,
    processInstanceKey,
    tenantId: definition.tenantId,
  });
  const value = valueForProcess(definition, processInstanceKey);
  processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', processInstanceKey, value);
}

/** The start event that this instance was started by; undefined if it has to start at its none start event. */
export function triggeredStartEvent(
  context: ElementContext,
  startEvents: readonly StartEvent[],
): { readonly event: StartEvent; readonly trigger: EventTrigger } | undefined {
  const { processing, key, value } = context;
  const trigger = processing.state.processStartTriggers.of(value.processDefinitionKey, key);
  if (trigger === undefined) return undefined;
  const event = startEvents.find(({ id }) => id === trigger.targetElementId);
  return event === undefined ? undefined : { event, trigger };
}

/** The new process instance takes the trigger over and activates the start event. */
export function activateTriggeredStartEvent(
  context: ElementContext,
  event: StartEvent,
  trigger: EventTrigger,
): void {
  const { processing, key, value } = context;
  const triggered: ValueOf<'PROCESS_EVENT'> = {
    scopeKey: value.processDefinitionKey,
    targetElementId: event.id,
    variables: EMPTY_DOCUMENT,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: key,
    tenantId: value.tenantId,
  };
  processing.event('PROCESS_EVENT', 'TRIGGERED', trigger.key, triggered);
  activateEvent(context, event, key, trigger.variables);
}
