// Message intermediate throw event with a task definition: a job worker sends the message (spec 11 §11.15).
import type { IntermediateThrowEvent, JobDefinition } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { activateWithJob } from '../behaviours/job-creation.js';
import { cancelJobOf } from '../behaviours/jobs.js';
import { applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementProcessor } from './element.js';
import { completeAndLeave, informScopeOfTermination, writeTerminated } from './transitions.js';

export type MessageThrowEvent = IntermediateThrowEvent & { readonly event: { readonly job: JobDefinition } };

export const messageThrowEvent: ElementProcessor<MessageThrowEvent> = {
  activate(context) {
    return activateWithJob(context, context.element.event.job);
  },

  complete(context) {
    return applyOutputMappings(context) ?? completeAndLeave(context);
  },

  terminate(context) {
    cancelJobOf(context);
    writeTerminated(context);
    resolveElementIncident(context.processing, context.key);
    informScopeOfTermination(context);
  },
};
