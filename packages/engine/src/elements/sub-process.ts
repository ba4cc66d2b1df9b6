// Embedded sub-process: a scope of its own inside another one (spec 10 §4.7).
// Its event subscriptions, those of its boundary events included, are opened when its inner start event completes.
import type { SubProcess } from '@grevy/bpmn';
import { terminateOrActivateBoundaryEvent } from '../behaviours/boundary-events.js';
import { unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import { invariant } from '../failure.js';
import { childHooks, requestTerminationOfChildren } from './container.js';
import type { ContainerProcessor } from './element.js';
import { activateChild, completeAndLeave, writeActivated } from './transitions.js';

export const subProcess: ContainerProcessor<SubProcess> = {
  activate(context) {
    const failure = applyInputMappings(context);
    if (failure !== undefined) return failure;
    writeActivated(context);
    const start = context.element.noneStartEvent;
    invariant(start !== undefined, `Expected sub-process '${context.element.id}' to have a none start event`);
    activateChild(context, start);
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
    if (!requestTerminationOfChildren(context)) terminateOrActivateBoundaryEvent(context);
  },

  ...childHooks(terminateOrActivateBoundaryEvent),
};
