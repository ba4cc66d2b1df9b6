// Parallel gateway: joins all incoming flows and takes all outgoing ones (spec 10 §4.5).
// Whether all tokens have arrived is decided by the guard before activation (spec 10 §2.4 #7), not here.
import type { ParallelGateway } from '@grevy/bpmn';
import type { ElementProcessor } from './element.js';
import { completeAndLeave, terminateAndInformScope, writeActivated, writeCompleting } from './transitions.js';

export const parallelGateway: ElementProcessor<ParallelGateway> = {
  activate(context) {
    writeActivated(context);
    writeCompleting(context);
    return completeAndLeave(context);
  },

  complete() {
    return undefined;
  },

  terminate(context) {
    terminateAndInformScope(context);
  },
};
