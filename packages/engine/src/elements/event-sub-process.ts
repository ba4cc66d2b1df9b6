// Event sub-process: a scope that an event of the enclosing scope starts (spec 11 §11.6).
import type { EventSubProcess } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import { childHooks, requestTerminationOfChildren } from './container.js';
import type { ContainerProcessor } from './element.js';
import { activateChild, completeAndLeave, terminateAndInformScope, writeActivated } from './transitions.js';

export const eventSubProcess: ContainerProcessor<EventSubProcess> = {
  activate(context) {
    const failure = applyInputMappings(context);
    if (failure !== undefined) return failure;
    writeActivated(context);
    activateChild(context, context.element.startEvent);
    return undefined;
  },

  complete(context) {
    const failure = applyOutputMappings(context);
    if (failure !== undefined) return failure;
    return completeAndLeave(context);
  },

  /** The subscriptions of event sub-processes nested in this one stay open, as in the reference (spec 11 §11.18). */
  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    if (!requestTerminationOfChildren(context)) terminateAndInformScope(context);
  },

  ...childHooks(terminateAndInformScope),
};
