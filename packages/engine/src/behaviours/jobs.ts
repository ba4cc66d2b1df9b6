// What commands and elements do with jobs that exist (spec 13 §2).
import { EMPTY_DOCUMENT, type Key, type ValueOf } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { resolveJobIncident } from './incidents.js';
import { visibleVariables } from '../state/variable-scopes.js';
import type { Processing } from '../kernel/processing.js';

/** Cancels the job of an element that is being terminated, and closes the job's incident. */
export function cancelJobOf(context: ElementContext): void {
  const { processing, key } = context;
  const jobKey = processing.state.instanceOf(key).jobKey;
  const job = processing.state.jobs.get(jobKey);
  if (job === undefined) return;
  processing.event('JOB', 'CANCELED', jobKey, job.value);
  resolveJobIncident(processing, jobKey);
}

/**
 * Hands an activatable job out: to an open job stream at once, else to workers that poll (spec 13 §2.3).
 */
export function publishWork(processing: Processing, jobKey: Key, job: ValueOf<'JOB'>): void {
  const stream = processing.environment.jobStreams.streamFor(job.type, job.tenantId);
  if (stream === undefined) {
    notifyJobsAvailable(processing, job.type);
    return;
  }
  const pushed = {
    ...job,
    deadline: processing.now + stream.timeoutMs,
    worker: stream.worker,
    variables: EMPTY_DOCUMENT,
  };
  processing.newEvent('JOB_BATCH', 'ACTIVATED', {
    type: job.type,
    worker: stream.worker,
    timeout: stream.timeoutMs,
    maxJobsToActivate: -1,
    jobKeys: [jobKey],
    jobs: [pushed],
    truncated: false,
    tenantIds: [],
    variables: [],
  });
  const variables = visibleVariables(processing.state, job.elementInstanceKey, stream.fetchVariables);
  processing.afterCommit({
    kind: 'push-job',
    push: { key: jobKey, job: { ...pushed, variables }, streamId: stream.streamId },
  });
}

export function notifyJobsAvailable(processing: Processing, jobType: string): void {
  processing.afterCommit({ kind: 'jobs-available', jobType });
}
