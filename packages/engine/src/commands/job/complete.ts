// JOB COMPLETE: a worker has done the job (spec 13 §3.1).
import { storeResult } from '../../behaviours/event-triggers.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf, requestCompletion } from '../../elements/transitions.js';
import { isActive } from '../../state/element-instance.js';
import type { CommandHandler } from '../handler.js';
import { jobFor, REPORTABLE_STATES } from './job-precondition.js';

export const completeJob: CommandHandler<'JOB'> = {
  process(processing, { key, value }) {
    const job = jobFor(processing, key, {
      verb: 'complete',
      allowedStates: REPORTABLE_STATES,
      verbForForeignTenant: 'update retries for',
    });
    if (job === undefined) return;
    const completed = { ...job.value, variables: value.variables };
    processing.event('JOB', 'COMPLETED', key, completed);
    processing.respond('JOB', 'COMPLETED', key, completed);

    const { state } = processing;
    const instance = state.elementInstances.get(job.value.elementInstanceKey);
    const scope = instance && state.elementInstances.get(instance.value.flowScopeKey);
    if (instance === undefined || scope === undefined || !isActive(scope)) return;
    const context = contextOf(processing, ELEMENTS, instance.key, instance.value);
    storeResult(context, value.variables);
    requestCompletion(context);
  },
};
