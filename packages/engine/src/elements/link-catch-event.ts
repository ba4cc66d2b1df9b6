// Link intermediate catch event: where the token of a link throw event arrives (spec 11 §11.13).
import type { IntermediateCatchEvent } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementProcessor } from './element.js';
import {
  completeAndLeave,
  requestCompletion,
  terminateAndInformScope,
  writeActivated,
} from './transitions.js';

export const linkCatchEvent: ElementProcessor<IntermediateCatchEvent> = {
  activate(context) {
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
