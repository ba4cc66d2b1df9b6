// Tasks whose work a job worker does: service, send and user task, and script and business rule task with a task
// definition (spec 10 §4.1). The element waits for JOB COMPLETE.
import type { JobTask } from '@grevy/bpmn';
import { unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { terminateOrActivateBoundaryEvent } from '../behaviours/boundary-events.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { activateWithJob } from '../behaviours/job-creation.js';
import { cancelJobOf } from '../behaviours/jobs.js';
import { applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementProcessor } from './element.js';
import { completeAndLeave } from './transitions.js';

export const jobTask: ElementProcessor<JobTask> = {
  activate(context) {
    return activateWithJob(context, context.element.job);
  },

  complete(context) {
    const failure = applyOutputMappings(context);
    if (failure !== undefined) return failure;
    unsubscribeFromEvents(context);
    return completeAndLeave(context);
  },

  terminate(context) {
    cancelJobOf(context);
    unsubscribeFromEvents(context);
    resolveElementIncident(context.processing, context.key);
    terminateOrActivateBoundaryEvent(context);
  },
};
