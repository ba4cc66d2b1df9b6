// The process element itself: the topmost scope of a process instance (spec 10 §3, spec 11 §11.7).
import type { ExecutableProcess } from '@grevy/bpmn';
import { continueCallingActivity, completeCallingActivity } from '../behaviours/called-processes.js';
import { unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { answerAwaitedResult } from '../behaviours/process-results.js';
import { invariant } from '../failure.js';
import { isTerminating } from '../state/element-instance.js';
import {
  completeWhenNothingIsActive,
  continueInterruptedScope,
  requestTerminationOfChildren,
} from './container.js';
import type { ContainerProcessor, ElementContext } from './element.js';
import { activateChild, writeActivated, writeTerminated } from './transitions.js';

export const process: ContainerProcessor<ExecutableProcess> = {
  activate(context) {
    writeActivated(context);
    const start = context.element.noneStartEvent;
    invariant(start !== undefined, `Expected process '${context.element.id}' to have a none start event`);
    activateChild(context, start);
    return undefined;
  },

  complete(context) {
    unsubscribeFromEvents(context);
    answerAwaitedResult(context);
    context.processing.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', context.key, context.value);
    completeCallingActivity(context);
    return undefined;
  },

  terminate(context) {
    unsubscribeFromEvents(context);
    resolveElementIncident(context.processing, context.key);
    if (!requestTerminationOfChildren(context)) terminateProcess(context);
  },

  beforeChildActivates: () => undefined,
  beforePathCompletes: () => 'completeWhenIdle',
  afterPathCompleted: completeWhenNothingIsActive,

  afterChildTerminated(context) {
    if (continueInterruptedScope(context)) return;
    const instance = context.processing.state.instanceOf(context.key);
    if (instance.childCount === 0 && isTerminating(instance)) terminateProcess(context);
  },
};

function terminateProcess(context: ElementContext<ExecutableProcess>): void {
  writeTerminated(context);
  continueCallingActivity(context);
}
