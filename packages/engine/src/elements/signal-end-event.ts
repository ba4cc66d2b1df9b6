// Signal end event: broadcasts its signal, then its path ends (spec 11 §11.15).
import type { EndEvent } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { broadcastSignal } from '../behaviours/signal-broadcast.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import { invariant } from '../failure.js';
import type { ElementProcessor } from './element.js';
import {
  completeAndLeave,
  requestCompletion,
  terminateAndInformScope,
  writeActivated,
} from './transitions.js';

export const signalEndEvent: ElementProcessor<EndEvent> = {
  activate(context) {
    const { event, id } = context.element;
    invariant(event.type === 'SIGNAL', `Expected '${id}' to throw a signal`);
    const failure = applyInputMappings(context) ?? broadcastSignal(context, event);
    if (failure !== undefined) return failure;
    writeActivated(context);
    requestCompletion(context);
    return undefined;
  },

  complete(context) {
    return applyOutputMappings(context) ?? completeAndLeave(context);
  },

  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    terminateAndInformScope(context);
  },
};
