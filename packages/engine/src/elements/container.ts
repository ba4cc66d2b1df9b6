// What process, sub-process and event sub-process share as flow scopes (spec 10 §2.6, §3.5.1).
import { NO_KEY } from '@grevy/protocol';
import { activateInterruptingEventSubProcess } from '../behaviours/event-sub-processes.js';
import { isActive, isTerminating } from '../state/element-instance.js';
import type { ContainerProcessor, ElementContext, ExecutableElement } from './element.js';
import { requestCompletion } from './transitions.js';

type ChildHooks<E extends ExecutableElement> = Pick<
  ContainerProcessor<E>,
  'beforeChildActivates' | 'beforePathCompletes' | 'afterPathCompleted' | 'afterChildTerminated'
>;

/**
 * How a scope takes what its children do.
 * @param terminate ends the scope itself: called when it is terminating and has lost its last child
 */
export function childHooks<E extends ExecutableElement>(
  terminate: (context: ElementContext<E>) => void,
): ChildHooks<E> {
  return {
    beforeChildActivates: () => undefined,
    beforePathCompletes: () => 'completeWhenIdle',
    afterPathCompleted: completeWhenNothingIsActive,

    afterChildTerminated(context) {
      if (continueInterruptedScope(context)) return;
      const instance = context.processing.state.instanceOf(context.key);
      if (instance.childCount === 0 && isTerminating(instance)) terminate(context);
    },
  };
}

/** A path has ended in the scope: it completes when nothing else is active in it. */
function completeWhenNothingIsActive(scope: ElementContext): void {
  const instance = scope.processing.state.instanceOf(scope.key);
  if (instance.childCount + instance.activeSequenceFlows === 0) {
    requestCompletion(scope);
  }
}

/** Terminates the children through a batch command, if there are any; returns whether there were. */
export function requestTerminationOfChildren(scope: ElementContext): boolean {
  const instance = scope.processing.state.instanceOf(scope.key);
  if (instance.childCount === 0) return false;
  scope.processing.followUp('PROCESS_INSTANCE_BATCH', 'TERMINATE', scope.processing.newKey(), {
    processInstanceKey: scope.value.processInstanceKey,
    batchElementInstanceKey: scope.key,
    index: NO_KEY,
  });
  return true;
}

/**
 * An interrupted scope has lost its last child: it completes (terminate end event) or goes on with the event
 * sub-process that interrupted it. Returns whether the scope was such a scope.
 */
function continueInterruptedScope(scope: ElementContext): boolean {
  const instance = scope.processing.state.instanceOf(scope.key);
  if (!isActive(instance) || instance.interruptingElementId === '' || instance.childCount > 0) return false;
  const interruptedBy = scope.process.elementsById.get(instance.interruptingElementId);
  if (interruptedBy?.elementType === 'END_EVENT') {
    completeWhenNothingIsActive(scope);
  } else {
    activateInterruptingEventSubProcess(scope);
  }
  return true;
}
