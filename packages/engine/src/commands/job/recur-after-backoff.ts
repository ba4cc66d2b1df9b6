// JOB RECUR_AFTER_BACKOFF: a failed job has waited out its backoff (spec 13 §3.6).
import { keyToText } from '@grevy/protocol';
import { publishWork } from '../../behaviours/jobs.js';
import type { Job } from '../../state/job.js';
import type { CommandHandler } from '../handler.js';

export const recurJobAfterBackoff: CommandHandler<'JOB'> = {
  process(processing, { key }) {
    const job = processing.state.jobs.get(key);
    if (job?.state !== 'FAILED' || job.value.recurringTime >= processing.now) {
      processing.reject(
        'NOT_FOUND',
        `Expected to back off failed job with key '${keyToText(key)}', but ${whyNot(job)}`,
      );
      return;
    }
    processing.event('JOB', 'RECURRED_AFTER_BACKOFF', key, job.value);
    publishWork(processing, key, job.value);
  },
};

function whyNot(job: Job | undefined): string {
  switch (job?.state) {
    case 'ACTIVATABLE':
      return 'it is already activable';
    case 'ACTIVATED':
      return 'it is already activated';
    case 'ERROR_THROWN':
      return 'it is in error state';
    default:
      return 'no such job was found';
  }
}
