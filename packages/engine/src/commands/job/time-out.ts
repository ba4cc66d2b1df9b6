// JOB TIME_OUT: a worker did not report in time (spec 13 §3.6).
import { keyToText } from '@grevy/protocol';
import { publishWork } from '../../behaviours/jobs.js';
import type { Job } from '../../state/job.js';
import type { CommandHandler } from '../handler.js';

export const timeOutJob: CommandHandler<'JOB'> = {
  process(processing, { key }) {
    const job = processing.state.jobs.get(key);
    if (job?.state !== 'ACTIVATED' || job.value.deadline >= processing.now) {
      processing.reject(
        'NOT_FOUND',
        `Expected to time out activated job with key '${keyToText(key)}', but ${whyNot(job)}`,
      );
      return;
    }
    processing.event('JOB', 'TIMED_OUT', key, job.value);
    publishWork(processing, key, job.value);
  },
};

function whyNot(job: Job | undefined): string {
  if (job === undefined) return 'no such job was found';
  switch (job.state) {
    case 'ACTIVATED':
      return 'it has not timed out';
    case 'ACTIVATABLE':
      return 'it must be activated first';
    case 'FAILED':
      return 'it is marked as failed and is not activated';
    case 'ERROR_THROWN':
      return 'it has thrown an error and is not activated';
  }
}
