// None intermediate throw event: the token passes through (spec 10 §4). Event definitions that 8.3 accepts and does not
// carry out come here too: a message with `zeebe:publishMessage`, and what bpmn reads as a none event.
import type { IntermediateThrowEvent } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementProcessor } from './element.js';
import {
  completeAndLeave,
  informScopeOfTermination,
  requestCompletion,
  writeActivated,
  writeTerminated,
} from './transitions.js';

export const noneThrowEvent: ElementProcessor<IntermediateThrowEvent> = {
  activate(context) {
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
