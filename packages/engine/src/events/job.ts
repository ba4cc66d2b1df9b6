// JOB and JOB_BATCH events: the life of a job (the table of spec 13 §2.1).
import { EMPTY_DOCUMENT, NO_CATCH_EVENT_FOUND, NO_KEY, type Key, type ValueOf } from '@grevy/protocol';
import { invariant } from '../failure.js';
import type { EngineState } from '../state/engine-state.js';
import type { Job } from '../state/job.js';
import type { Applier } from './applier.js';

export const jobCreated: Applier<'JOB'> = (state, key, value) => {
  state.jobs.insert(key, { state: 'ACTIVATABLE', backingOff: false, value });
  const instance = state.elementInstances.get(value.elementInstanceKey);
  if (instance !== undefined) state.elementInstances.put(instance.key, { ...instance, jobKey: key });
};

export const jobBatchActivated: Applier<'JOB_BATCH'> = (state, _key, { jobKeys, jobs }) => {
  jobKeys.forEach((key, index) => {
    const value = jobs[index];
    invariant(value !== undefined, `Expected the job batch to hold job ${key}`);
    put(state, key, { state: 'ACTIVATED', backingOff: false, value });
  });
};

/** COMPLETED and CANCELED. */
export const jobRemoved: Applier<'JOB'> = (state, key, value) => {
  state.jobs.delete(key);
  clearJobOfElement(state, value.elementInstanceKey);
};

/** TIMED_OUT, YIELDED and RECURRED_AFTER_BACKOFF: the job can be handed out again. */
export const jobActivatable: Applier<'JOB'> = (state, key, value) => {
  put(state, key, { state: 'ACTIVATABLE', backingOff: false, value });
};

export const jobFailed: Applier<'JOB'> = (state, key, value) => {
  const backingOff = value.retries > 0 && value.retryBackoff > 0;
  const activatable = value.retries > 0 && !backingOff;
  put(state, key, { state: activatable ? 'ACTIVATABLE' : 'FAILED', backingOff, value });
};

/** RETRIES_UPDATED, TIMEOUT_UPDATED and MIGRATED: the job stays in its state. */
export const jobUpdated: Applier<'JOB'> = (state, key, value) => {
  const job = state.jobs.get(key);
  if (job !== undefined) put(state, key, { ...job, value });
};

export const jobErrorThrown: Applier<'JOB'> = (state, key, value) => {
  if (value.elementId === NO_CATCH_EVENT_FOUND) {
    put(state, key, { state: 'ERROR_THROWN', backingOff: false, value });
  } else {
    jobRemoved(state, key, value);
  }
};

/** A job's variables travel in records only; they are collected anew whenever it is handed out. */
function put(state: EngineState, key: Key, job: Job): void {
  const value: ValueOf<'JOB'> =
    job.value.variables === EMPTY_DOCUMENT ? job.value : { ...job.value, variables: EMPTY_DOCUMENT };
  state.jobs.put(key, { ...job, value });
}

function clearJobOfElement(state: EngineState, elementInstanceKey: Key): void {
  const instance = state.elementInstances.get(elementInstanceKey);
  if (instance !== undefined) state.elementInstances.put(instance.key, { ...instance, jobKey: NO_KEY });
}
