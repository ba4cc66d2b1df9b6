// JOB_BATCH ACTIVATE: a worker asks for jobs of a type (spec 13 §4).
import { DEFAULT_TENANT_ID, isKey, keyToText, VALUE_TYPES, type Key, type ValueOf } from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';
import { BATCH_RESERVE_BYTES } from '../../limits.js';
import { visibleVariables } from '../../state/variable-scopes.js';
import type { CommandHandler } from '../handler.js';

type JobBatch = ValueOf<'JOB_BATCH'>;

export const activateJobs: CommandHandler<'JOB_BATCH'> = {
  process(processing, { value, timestamp }) {
    const violation = requestViolation(value);
    if (violation !== undefined) {
      processing.rejectAndRespond('INVALID_ARGUMENT', `Expected to activate job batch with ${violation}`);
      return;
    }
    const key = processing.newKey();
    const collected = collectJobs(processing, value, timestamp);
    if (collected.jobs.length === 0 && collected.tooLarge !== undefined) {
      raiseTooLargeIncident(processing, collected.tooLarge);
    }
    const activated = {
      ...value,
      jobKeys: collected.keys,
      jobs: collected.jobs,
      truncated: collected.tooLarge !== undefined,
    };
    processing.event('JOB_BATCH', 'ACTIVATED', key, activated);
    processing.respond('JOB_BATCH', 'ACTIVATED', key, activated);
  },
};

function requestViolation({ type, maxJobsToActivate, timeout }: JobBatch): string | undefined {
  if (maxJobsToActivate < 1) {
    return `max jobs to activate to be greater than zero, but it was '${maxJobsToActivate}'`;
  }
  if (timeout < 1) return `timeout to be greater than zero, but it was '${timeout}'`;
  if (type === '') return 'type to be present, but it was blank';
  return undefined;
}

interface LargeJob {
  readonly key: Key;
  readonly job: ValueOf<'JOB'>;
  readonly sizeBytes: number;
}

interface CollectedJobs {
  readonly keys: readonly Key[];
  readonly jobs: readonly ValueOf<'JOB'>[];
  /** The job at which collecting stopped because the batch would have become too large. */
  readonly tooLarge: LargeJob | undefined;
}

/** Ascending job keys; a job that became activatable again is back at its old place. */
function collectJobs(processing: Processing, request: JobBatch, requestedAt: number): CollectedJobs {
  const { state, batch } = processing;
  const keys: Key[] = [];
  const jobs: ValueOf<'JOB'>[] = [];
  const tenantIds = request.tenantIds.length === 0 ? [DEFAULT_TENANT_ID] : request.tenantIds;
  let sizeBytes = VALUE_TYPES.JOB_BATCH.value.estimateSize(request);
  for (const key of state.activatableJobs(request.type, tenantIds)) {
    if (jobs.length >= request.maxJobsToActivate) return { keys, jobs, tooLarge: undefined };
    const job = isKey(key) ? state.jobs.get(key) : undefined;
    if (job === undefined || !isKey(key)) continue;
    const value = {
      ...job.value,
      deadline: requestedAt + request.timeout,
      worker: request.worker,
      variables: visibleVariables(state, job.value.elementInstanceKey, request.variables),
    };
    const jobBytes = VALUE_TYPES.JOB.value.estimateSize(value);
    if (!batch.hasRoomFor(sizeBytes + jobBytes + BATCH_RESERVE_BYTES)) {
      return { keys, jobs, tooLarge: { key, job: value, sizeBytes: jobBytes } };
    }
    sizeBytes += jobBytes;
    keys.push(key);
    jobs.push(value);
  }
  return { keys, jobs, tooLarge: undefined };
}

function raiseTooLargeIncident(processing: Processing, { key, job, sizeBytes }: LargeJob): void {
  processing.newEvent('INCIDENT', 'CREATED', {
    errorType: 'MESSAGE_SIZE_EXCEEDED',
    errorMessage:
      `The job with key '${keyToText(key)}' can not be activated, because with ${prettySize(sizeBytes)} it is larger ` +
      `than the configured message size (per default is 4 MB). ` +
      `Try to reduce the size by reducing the number of fetched variables or modifying the variable values.`,
    bpmnProcessId: job.bpmnProcessId,
    processDefinitionKey: job.processDefinitionKey,
    processInstanceKey: job.processInstanceKey,
    elementId: job.elementId,
    elementInstanceKey: job.elementInstanceKey,
    jobKey: key,
    variableScopeKey: job.elementInstanceKey,
    tenantId: job.tenantId,
  });
}

/** `512 B`, `4.0 MB`: binary multiples with one decimal. */
function prettySize(sizeBytes: number): string {
  if (sizeBytes < 1024) return `${sizeBytes} B`;
  let value = sizeBytes / 1024;
  for (const unit of ['KB', 'MB']) {
    if (value < 1024) return `${value.toFixed(1)} ${unit}`;
    value /= 1024;
  }
  return `${value.toFixed(1)} GB`;
}
