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
  const trigger = flowScopeAcceptsEvents ? context.processing.state.pendingEvent(context.key) : undefined;
  const event = trigger === undefined ? undefined : context.process.elementsById.get(trigger.targetElementId);
  if (trigger === undefined || event?.elementType !== 'BOUNDARY_EVENT') {
    terminateAndInformScope(context);
    return;
  }
  writeTerminated(context);
  activateTriggeredEvent(context, event, trigger);
}
