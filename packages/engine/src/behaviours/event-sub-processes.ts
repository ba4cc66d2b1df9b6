// Starts event sub-processes (spec 11 §11.6).
import type { StartEvent } from '@grevy/bpmn';
import type { ElementContext } from '../elements/element.js';
import { activateChild, requestTermination } from '../elements/transitions.js';
import { canTerminate } from '../state/element-instance.js';
import { unsubscribeFromEventSubProcesses } from './event-subscriptions.js';

/** The start event of an event sub-process was triggered on its enclosing scope. */
export function triggerEventSubProcess(scope: ElementContext, start: StartEvent): void {
  const { processing } = scope;
  const eventSubProcess = start.flowScope;
  const { interruptingElementId, eventScope } = processing.state.instanceOf(scope.key);
  if (interruptingElementId !== '' && interruptingElementId !== eventSubProcess.id) return;
  if (eventScope.triggers.length === 0 || eventSubProcess.elementType !== 'EVENT_SUB_PROCESS') return;
  if (start.interrupting) {
    unsubscribeFromEventSubProcesses(scope);
    if (terminateChildren(scope)) return;
  }
  activateChild(scope, eventSubProcess);
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

/**
 * Activates the event sub-process that has interrupted the scope, if its event still waits. Triggers of others may wait
 * before it: of a non-interrupting one whose activation came too late, or had failed.
 */
export function activateInterruptingEventSubProcess(scope: ElementContext): void {
  const { interruptingElementId, eventScope } = scope.processing.state.instanceOf(scope.key);
  const element = scope.process.elementsById.get(interruptingElementId);
  if (element?.elementType !== 'EVENT_SUB_PROCESS') return;
  const { id } = element.startEvent;
  if (eventScope.triggers.some(({ targetElementId }) => targetElementId === id))
    activateChild(scope, element);
}
