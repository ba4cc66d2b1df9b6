// Signal intermediate throw event: broadcasts its signal and goes on (spec 11 §11.15).
import type { IntermediateThrowEvent } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { broadcastSignal } from '../behaviours/signal-broadcast.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import { invariant } from '../failure.js';
import type { ElementProcessor } from './element.js';
import {
  completeAndLeave,
  informScopeOfTermination,
  requestCompletion,
  writeActivated,
  writeTerminated,
} from './transitions.js';

export const signalThrowEvent: ElementProcessor<IntermediateThrowEvent> = {
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
    writeTerminated(context);
    resolveElementIncident(context.processing, context.key);
    informScopeOfTermination(context);
  },
};
