// Start event of a process, a sub-process or an event sub-process (spec 10 §4.8, spec 11 §11.3.2).
// Its completion opens the event subscriptions of its scope.
import type { StartEvent } from '@grevy/bpmn';
import { subscribeToEvents } from '../behaviours/event-subscriptions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementProcessor } from './element.js';
import {
  completeAndLeave,
  contextOfInstance,
  flowScopeOf,
  informScopeOfTermination,
  requestCompletion,
  writeActivated,
  writeTerminated,
} from './transitions.js';

export const startEvent: ElementProcessor<StartEvent> = {
  activate(context) {
    writeActivated(context);
    requestCompletion(context);
    return undefined;
  },

  complete(context) {
    const mappingFailure = applyOutputMappings(context);
    if (mappingFailure !== undefined) return mappingFailure;
    const scope = contextOfInstance(context, flowScopeOf(context));
    const subscriptionFailure = subscribeToEvents(scope);
    if (subscriptionFailure !== undefined) return subscriptionFailure;
    return completeAndLeave(context);
  },

  terminate(context) {
    writeTerminated(context);
    resolveElementIncident(context.processing, context.key);
    informScopeOfTermination(context);
  },
};
