// What the job commands check first, with the texts of spec 13 §3.
import { keyToText, type Key } from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';
import type { Job, JobState } from '../../state/job.js';

interface Precondition {
  /** As in `Expected to <verb> job with key …`. */
  readonly verb: string;
  readonly allowedStates: readonly JobState[];
  /** What the reference says for a job of another tenant: the text of another command. Commands of the engine have none. */
  readonly verbForForeignTenant?: string;
}

/** The job in one of the allowed states; otherwise the command is rejected and nothing is returned. */
export function jobFor(processing: Processing, key: Key, precondition: Precondition): Job | undefined {
  const job = processing.state.jobs.get(key);
  if (job === undefined) {
    rejectMissing(processing, key, precondition.verb);
    return undefined;
  }
  const { verbForForeignTenant } = precondition;
  if (verbForForeignTenant !== undefined && !processing.isAuthorizedFor(job.value.tenantId)) {
    rejectMissing(processing, key, verbForForeignTenant);
    return undefined;
  }
  if (!precondition.allowedStates.includes(job.state)) {
    processing.rejectAndRespond(
      'INVALID_STATE',
      `Expected to ${precondition.verb} job with key '${keyToText(key)}', but it is in state '${job.state}'`,
    );
    return undefined;
  }
  return job;
}

/** `update retries for` and the like: the words between "to" and "job". */
export function rejectMissing(processing: Processing, key: Key, verb: string): void {
  processing.rejectAndRespond(
    'NOT_FOUND',
    `Expected to ${verb} job with key '${keyToText(key)}', but no such job was found`,
  );
}

/** States in which a worker may report an outcome; a job need not have been activated. */
export const REPORTABLE_STATES: readonly JobState[] = ['ACTIVATABLE', 'ACTIVATED'];
