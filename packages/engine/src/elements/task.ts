// Undefined task and manual task: nothing is done by the engine, the token passes through (spec 10 §4).
import type { PassThroughTask } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import type { ElementProcessor } from './element.js';
import {
  completeAndLeave,
  informScopeOfTermination,
  requestCompletion,
  writeActivated,
  writeTerminated,
} from './transitions.js';

export const task: ElementProcessor<PassThroughTask> = {
  activate(context) {
    writeActivated(context);
    requestCompletion(context);
    return undefined;
  },

  complete(context) {
    return completeAndLeave(context);
  },

  terminate(context) {
    writeTerminated(context);
    resolveElementIncident(context.processing, context.key);
    informScopeOfTermination(context);
  },
};
