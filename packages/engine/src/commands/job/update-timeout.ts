// JOB UPDATE_TIMEOUT: moves the deadline of an activated job, counted from now (spec 13 §3.7).
import { keyToText } from '@grevy/protocol';
import type { CommandHandler } from '../handler.js';

export const updateJobTimeout: CommandHandler<'JOB'> = {
  process(processing, { key, value }) {
    const job = processing.state.jobs.get(key);
    if (job === undefined || !processing.isAuthorizedFor(job.value.tenantId)) {
      processing.rejectAndRespond(
        'NOT_FOUND',
        `Expected to update job deadline with key '${keyToText(key)}', but no such job was found`,
      );
      return;
    }
    if (job.state !== 'ACTIVATED') {
      processing.rejectAndRespond(
        'INVALID_STATE',
        `Expected to update the timeout of job with key '${keyToText(key)}', but it is not active`,
      );
      return;
    }
    const updated = { ...job.value, deadline: processing.now + value.timeout };
    processing.event('JOB', 'TIMEOUT_UPDATED', key, updated);
    processing.respond('JOB', 'TIMEOUT_UPDATED', key, updated);
  },
};
