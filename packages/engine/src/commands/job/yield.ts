// JOB YIELD: nobody took a pushed job; workers that poll may have it (spec 13 §3.6, §5).
import { notifyJobsAvailable } from '../../behaviours/jobs.js';
import type { CommandHandler } from '../handler.js';
import { jobFor } from './job-precondition.js';

export const yieldJob: CommandHandler<'JOB'> = {
  process(processing, { key }) {
    const job = jobFor(processing, key, { verb: 'yield', allowedStates: ['ACTIVATED'] });
    if (job === undefined) return;
    processing.event('JOB', 'YIELDED', key, job.value);
    notifyJobsAvailable(processing, job.value.type);
  },
};
