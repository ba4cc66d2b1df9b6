// Call activity: starts the newest version of another process and waits for it (spec 11 §11.9).
import type { CallActivity } from '@grevy/bpmn';
import { terminateOrActivateBoundaryEvent } from '../behaviours/boundary-events.js';
import { findCalledProcess, startCalledProcess } from '../behaviours/called-processes.js';
import { subscribeToEvents, unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import { isFailure } from '../failure.js';
import { canTerminate } from '../state/element-instance.js';
import type { ElementProcessor } from './element.js';
import { completeAndLeave, requestTermination, writeActivated } from './transitions.js';

export const callActivity: ElementProcessor<CallActivity> = {
  activate(context) {
    const mappingFailure = applyInputMappings(context);
    if (mappingFailure !== undefined) return mappingFailure;
    const called = findCalledProcess(context);
    if (isFailure(called)) return called;
    const subscriptionFailure = subscribeToEvents(context);
    if (subscriptionFailure !== undefined) return subscriptionFailure;
    writeActivated(context);
    startCalledProcess(context, called);
    return undefined;
  },

  complete(context) {
    const failure = applyOutputMappings(context);
    if (failure !== undefined) return failure;
    unsubscribeFromEvents(context);
    return completeAndLeave(context);
  },

  /** The called process goes first; its end continues this termination (behaviours/called-processes.ts). */
  terminate(context) {
    unsubscribeFromEvents(context);
    resolveElementIncident(context.processing, context.key);
    const { state } = context.processing;
    const called = state.elementInstances.get(state.instanceOf(context.key).calledChildInstanceKey);
    if (called === undefined) terminateOrActivateBoundaryEvent(context);
    else if (canTerminate(called)) requestTermination(context.processing, called);
  },
};
