// JOB FAIL: a worker could not do the job (spec 13 §3.2).
import type { Key, ValueOf } from '@grevy/protocol';
import { publishWork } from '../../behaviours/jobs.js';
import { mergeLocal } from '../../behaviours/variables.js';
import type { Processing } from '../../kernel/processing.js';
import type { CommandHandler } from '../handler.js';
import { limitedErrorMessage } from './error-message.js';
import { jobFor, REPORTABLE_STATES } from './job-precondition.js';

export const failJob: CommandHandler<'JOB'> = {
  process(processing, { key, value, timestamp }) {
    const job = jobFor(processing, key, {
      verb: 'fail',
      allowedStates: REPORTABLE_STATES,
      verbForForeignTenant: 'cancel',
    });
    if (job === undefined) return;
    const { retries, retryBackoff, variables } = value;
    const backsOff = retries > 0 && retryBackoff > 0;
    const failed = {
      ...job.value,
      retries,
      retryBackoff,
      variables,
      errorMessage: limitedErrorMessage(value.errorMessage),
      recurringTime: backsOff ? timestamp + retryBackoff : job.value.recurringTime,
    };
    processing.event('JOB', 'FAILED', key, failed);
    processing.respond('JOB', 'FAILED', key, failed);
    mergeLocal(processing, failed.elementInstanceKey, failed, variables);
    if (retries <= 0) {
      raiseNoRetriesIncident(processing, key, failed);
    } else if (backsOff) {
      processing.afterCommit({ kind: 'due-date', dueDate: failed.recurringTime });
    } else {
      publishWork(processing, key, { ...failed, variables: job.value.variables });
    }
  },
};

function raiseNoRetriesIncident(processing: Processing, jobKey: Key, job: ValueOf<'JOB'>): void {
  processing.newEvent('INCIDENT', 'CREATED', {
    errorType: 'JOB_NO_RETRIES',
    errorMessage: job.errorMessage === '' ? 'No more retries left.' : job.errorMessage,
    bpmnProcessId: job.bpmnProcessId,
    processDefinitionKey: job.processDefinitionKey,
    processInstanceKey: job.processInstanceKey,
    elementId: job.elementId,
    elementInstanceKey: job.elementInstanceKey,
    jobKey,
    variableScopeKey: job.elementInstanceKey,
    tenantId: job.tenantId,
  });
}
