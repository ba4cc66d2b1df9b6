// Tasks whose work a job worker does: service, send and user task, and script and business rule task with a task
// definition (spec 10 §4.1). The element waits for JOB COMPLETE.
import type { JobTask } from '@grevy/bpmn';
import { subscribeToEvents, unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { terminateOrActivateBoundaryEvent } from '../behaviours/boundary-events.js';
import { resolveElementIncident, resolveJobIncident } from '../behaviours/incidents.js';
import { evaluateJob, createJob } from '../behaviours/job-creation.js';
import { cancelJobOf } from '../behaviours/jobs.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import { isFailure } from '../failure.js';
import type { ElementProcessor } from './element.js';
import { completeAndLeave, writeActivated } from './transitions.js';

export const jobTask: ElementProcessor<JobTask> = {
  activate(context) {
    const mappingFailure = applyInputMappings(context);
    if (mappingFailure !== undefined) return mappingFailure;
    const job = evaluateJob(context, context.element.job);
    if (isFailure(job)) return job;
    const subscriptionFailure = subscribeToEvents(context);
    if (subscriptionFailure !== undefined) return subscriptionFailure;
    createJob(context, job);
    writeActivated(context);
    return undefined;
  },

  complete(context) {
    const failure = applyOutputMappings(context);
    if (failure !== undefined) return failure;
    unsubscribeFromEvents(context);
    return completeAndLeave(context);
  },

  terminate(context) {
    const jobKey = cancelJobOf(context);
    if (jobKey !== undefined) resolveJobIncident(context.processing, jobKey);
    unsubscribeFromEvents(context);
    resolveElementIncident(context.processing, context.key);
    terminateOrActivateBoundaryEvent(context);
  },
};
