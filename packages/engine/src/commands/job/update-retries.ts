// JOB UPDATE_RETRIES: gives a job new retries; it does not make a failed job activatable (spec 13 §3.4).
import { keyToText } from '@grevy/protocol';
import type { CommandHandler } from '../handler.js';
import { rejectMissing } from './job-precondition.js';

export const updateJobRetries: CommandHandler<'JOB'> = {
  process(processing, { key, value }) {
    if (value.retries < 1) {
      processing.rejectAndRespond(
        'INVALID_ARGUMENT',
        `Expected to update retries for job with key '${keyToText(key)}' with a positive amount of retries, ` +
          `but the amount given was '${value.retries}'`,
      );
      return;
    }
    const job = processing.state.jobs.get(key);
    if (job === undefined || !processing.isAuthorizedFor(job.value.tenantId)) {
      rejectMissing(processing, key, 'update retries for');
      return;
    }
    const updated = { ...job.value, retries: value.retries };
    processing.event('JOB', 'RETRIES_UPDATED', key, updated);
    processing.respond('JOB', 'RETRIES_UPDATED', key, updated);
  },
};
