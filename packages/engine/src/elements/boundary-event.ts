// Boundary event: an event at an activity, come to life because it was triggered (spec 11 §11.5).
// Its activation is written directly by behaviours/event-triggers.ts; no command asks for it.
import type { BoundaryEvent } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyOutputMappings } from '../behaviours/variable-mappings.js';
import { InvariantError } from '../failure.js';
import type { ElementProcessor } from './element.js';
import { completeAndLeave, terminateAndInformScope } from './transitions.js';

export const boundaryEvent: ElementProcessor<BoundaryEvent> = {
  activate({ element }) {
    throw new InvariantError(`Expected boundary event '${element.id}' to be activated by its trigger`);
  },

  complete(context) {
    return applyOutputMappings(context) ?? completeAndLeave(context);
  },

  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    terminateAndInformScope(context);
  },
};
