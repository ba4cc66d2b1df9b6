// Intermediate catch event for messages, timers and signals: waits until its event comes (spec 11 §11.10).
// Behind an event-based gateway it is the gateway that waits; the event is activated when it has come.
import type { IntermediateCatchEvent } from '@grevy/bpmn';
import { subscribeToEvents, unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementProcessor } from './element.js';
import { completeAndLeave, terminateAndInformScope, writeActivated } from './transitions.js';

export const intermediateCatchEvent: ElementProcessor<IntermediateCatchEvent> = {
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
    terminateAndInformScope(context);
  },
};
