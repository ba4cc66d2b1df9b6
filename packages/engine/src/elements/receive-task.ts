// Receive task: waits for its message (spec 11 §11.3.2, §11.10).
import type { ReceiveTask } from '@grevy/bpmn';
import { terminateOrActivateBoundaryEvent } from '../behaviours/boundary-events.js';
import { subscribeToEvents, unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementProcessor } from './element.js';
import { completeAndLeave, writeActivated } from './transitions.js';

export const receiveTask: ElementProcessor<ReceiveTask> = {
  activate(context) {
    const failure = applyInputMappings(context) ?? subscribeToEvents(context);
    if (failure !== undefined) return failure;
    writeActivated(context);
    return undefined;
  },

  complete(context) {
    const failure = applyOutputMappings(context);
    if (failure !== undefined) return failure;
    unsubscribeFromEvents(context);
    return completeAndLeave(context);
  },

  terminate(context) {
    unsubscribeFromEvents(context);
    resolveElementIncident(context.processing, context.key);
    terminateOrActivateBoundaryEvent(context);
  },
};
