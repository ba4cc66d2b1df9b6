// Message end event with a task definition: a job worker sends the message, then the path ends (spec 11 §11.15).
import type { EndEvent, JobDefinition } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { activateWithJob } from '../behaviours/job-creation.js';
import { cancelJobOf } from '../behaviours/jobs.js';
import { applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementProcessor } from './element.js';
import { terminateAndInformScope, writeCompleted } from './transitions.js';

export type MessageEndEvent = EndEvent & { readonly event: { readonly job: JobDefinition } };

export const messageEndEvent: ElementProcessor<MessageEndEvent> = {
  activate(context) {
    return activateWithJob(context, context.element.event.job);
  },

  complete(context) {
    return applyOutputMappings(context) ?? writeCompleted(context);
  },

  terminate(context) {
    cancelJobOf(context);
    resolveElementIncident(context.processing, context.key);
    terminateAndInformScope(context);
  },
};
