// What follows the termination of an activity: the boundary event that interrupted it, or its flow scope
// (spec 11 §11.5, spec 10 §3.5.2).
import type { ElementContext } from '../elements/element.js';
import { terminateAndInformScope, writeTerminated } from '../elements/transitions.js';
import { isActive } from '../state/element-instance.js';
import { activateTriggeredEvent } from './event-triggers.js';

/** ELEMENT_TERMINATED, then the pending boundary event if its flow scope can still take it, else the flow scope goes on. */
export function terminateOrActivateBoundaryEvent(context: ElementContext): void {
  const flowScope = context.processing.state.elementInstances.get(context.value.flowScopeKey);
  const accepts = flowScope !== undefined && isActive(flowScope) && flowScope.interruptingElementId === '';
  terminate(context, accepts);
}

/** The same for FEEL script tasks, which check only that the flow scope is active (spec 10 §3.5.2). */
export function activateBoundaryEventOrInformScope(context: ElementContext): void {
  const flowScope = context.processing.state.elementInstances.get(context.value.flowScopeKey);
  terminate(context, flowScope !== undefined && isActive(flowScope));
}

function terminate(context: ElementContext, flowScopeAcceptsEvents: boolean): void {
  const pending = flowScopeAcceptsEvents ? pendingBoundaryEvent(context) : undefined;
  if (pending === undefined) {
    terminateAndInformScope(context);
    return;
  }
  writeTerminated(context);
  activateTriggeredEvent(context, pending.event, pending.trigger);
}

/** Triggers of event sub-processes that could not start may wait before that of the boundary event. */
function pendingBoundaryEvent({ processing, process, key }: ElementContext) {
  for (const trigger of processing.state.instanceOf(key).eventScope.triggers) {
    const event = process.elementsById.get(trigger.targetElementId);
    if (event?.elementType === 'BOUNDARY_EVENT') return { event, trigger };
  }
  return undefined;
}
