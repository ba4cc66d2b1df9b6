// Event-based gateway: waits for the first of its events and goes on there; no sequence flow is taken (spec 11 §11.10).
import type { EventBasedGateway } from '@grevy/bpmn';
import { subscribeToEvents, unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { activateTriggeredEvent } from '../behaviours/event-triggers.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { invariant } from '../failure.js';
import type { ElementProcessor } from './element.js';
import { terminateAndInformScope, writeActivated, writeCompleted } from './transitions.js';

export const eventBasedGateway: ElementProcessor<EventBasedGateway> = {
  activate(context) {
    const failure = subscribeToEvents(context);
    if (failure !== undefined) return failure;
    writeActivated(context);
    return undefined;
  },

  complete(context) {
    const { element, key, processing } = context;
    const trigger = processing.state.pendingEvent(key);
    const event = element.catchEvents.find(({ id }) => id === trigger?.targetElementId);
    invariant(
      trigger !== undefined && event !== undefined,
      `Expected an event to have triggered '${element.id}'`,
    );
    unsubscribeFromEvents(context);
    const failure = writeCompleted(context);
    if (failure === undefined) activateTriggeredEvent(context, event, trigger);
    return failure;
  },

  terminate(context) {
    unsubscribeFromEvents(context);
    resolveElementIncident(context.processing, context.key);
    terminateAndInformScope(context);
  },
};
