// The process element itself: the topmost scope of a process instance (spec 10 §3, spec 11 §11.7).
import type { ExecutableProcess } from '@grevy/bpmn';
import {
  completeCallingActivity,
  continueCallingActivity,
  isAbandoned,
} from '../behaviours/called-processes.js';
import { unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { messageLockOf, startByBufferedMessage } from '../behaviours/message-start-events.js';
import { answerAwaitedResult } from '../behaviours/process-results.js';
import { activateTriggeredStartEvent, triggeredStartEvent } from '../behaviours/process-starts.js';
import { invariant } from '../failure.js';
import { childHooks, requestTerminationOfChildren } from './container.js';
import type { ContainerProcessor, ElementContext } from './element.js';
import { activateChild, writeActivated, writeTerminated } from './transitions.js';

export const process: ContainerProcessor<ExecutableProcess> = {
  activate(context) {
    if (isAbandoned(context)) {
      context.processing.event('PROCESS_INSTANCE', 'ELEMENT_TERMINATING', context.key, context.value);
      writeTerminated(context);
      return undefined;
    }
    writeActivated(context);
    const { noneStartEvent, startEvents } = context.element;
    const started = triggeredStartEvent(context, startEvents);
    if (started !== undefined) {
      activateTriggeredStartEvent(context, started.event, started.trigger);
      return undefined;
    }
    invariant(
      noneStartEvent !== undefined,
      'Expected to activate the none start event of the process but not found.',
    );
    activateChild(context, noneStartEvent);
    return undefined;
  },

  complete(context) {
    unsubscribeFromEvents(context);
    answerAwaitedResult(context);
    const lock = messageLockOf(context);
    context.processing.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', context.key, context.value);
    completeCallingActivity(context);
    if (lock !== undefined) startByBufferedMessage(context, lock);
    return undefined;
  },

  terminate(context) {
    unsubscribeFromEvents(context);
    resolveElementIncident(context.processing, context.key);
    if (!requestTerminationOfChildren(context)) terminateProcess(context);
  },

  ...childHooks(terminateProcess),
};

function terminateProcess(context: ElementContext<ExecutableProcess>): void {
  const lock = messageLockOf(context);
  writeTerminated(context);
  continueCallingActivity(context);
  if (lock !== undefined) startByBufferedMessage(context, lock);
}
