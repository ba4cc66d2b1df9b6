// None end event: its output mappings are applied, then its path ends (spec 10 §4, S1).
import type { EndEvent } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementContext, ElementProcessor } from './element.js';
import { terminateAndInformScope, writeActivated, writeCompleted, writeCompleting } from './transitions.js';

export const noneEndEvent: ElementProcessor<EndEvent> = {
  /** All four events are written in one step; only a failing output mapping stops in between. */
  activate(context) {
    writeActivated(context);
    writeCompleting(context);
    return complete(context);
  },

  complete,

  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    terminateAndInformScope(context);
  },
};

function complete(context: ElementContext<EndEvent>) {
  return applyOutputMappings(context) ?? writeCompleted(context);
}
