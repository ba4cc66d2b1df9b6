// Starts event sub-processes (spec 11 §11.6).
import type { StartEvent } from '@grevy/bpmn';
import type { ElementContext } from '../elements/element.js';
import { activateChild, requestTermination } from '../elements/transitions.js';
import { canTerminate } from '../state/element-instance.js';
import { unsubscribeFromEventSubProcesses } from './event-subscriptions.js';

/** The start event of an event sub-process was triggered on its enclosing scope. */
export function triggerEventSubProcess(scope: ElementContext, start: StartEvent): void {
  const { processing } = scope;
  const instance = processing.state.instanceOf(scope.key);
  const interruptedBy = instance.interruptingElementId;
  if (interruptedBy !== '' && interruptedBy !== start.flowScope.id) return;
  if (processing.state.pendingEvent(scope.key) === undefined) return;
  if (start.interrupting) {
    unsubscribeFromEventSubProcesses(scope);
    if (terminateChildren(scope)) return;
  }
  activatePendingEventSubProcess(scope);
}

/** Writes the termination of every child, without a batch command; returns whether there were any. */
function terminateChildren(scope: ElementContext): boolean {
  const { state } = scope.processing;
  let anyChild = false;
  for (const child of state.childrenOf(scope.key)) {
    anyChild = true;
    if (canTerminate(child)) requestTermination(scope.processing, child);
  }
  return anyChild;
}

/** Activates the event sub-process of the scope's first pending event, if there is one. */
export function activatePendingEventSubProcess(scope: ElementContext): void {
  const trigger = scope.processing.state.pendingEvent(scope.key);
  if (trigger === undefined) return;
  const start = scope.process.elementsById.get(trigger.targetElementId);
  if (start?.flowScope.elementType === 'EVENT_SUB_PROCESS') activateChild(scope, start.flowScope);
}
