// JOB CANCEL: not written any more, but logs of older versions may hold it (spec 13 §3.5).
import type { CommandHandler } from '../handler.js';
import { rejectMissing } from './job-precondition.js';

export const cancelJob: CommandHandler<'JOB'> = {
  process(processing, { key }) {
    const job = processing.state.jobs.get(key);
    if (job === undefined) {
      rejectMissing(processing, key, 'cancel');
      return;
    }
    processing.event('JOB', 'CANCELED', key, job.value);
    processing.respond('JOB', 'CANCELED', key, job.value);
  },
};
