/** JOB_BATCH (spec 8.16): activation of jobs by a worker. */
import { identifier, int, long, key, boolean, list, listOf } from '../schema/field.js';
import { command, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { job } from './job.js';

export const jobBatch = object({
  type: identifier(),
  worker: identifier(''),
  /** Lock time in milliseconds. */
  timeout: long(-1),
  /** Requested amount; -1 in the ACTIVATED event of a job push. */
  maxJobsToActivate: int(-1),
  /** Activated jobs, in the order of `jobs`. */
  jobKeys: list(key()),
  /** Activated jobs with deadline, worker and collected variables (pushed jobs: no variables). */
  jobs: listOf(job),
  /** More jobs exist but did not fit the message size. */
  truncated: boolean(false),
  tenantIds: list(identifier()),
  /** Names of the variables to fetch; empty for all. */
  variables: list(identifier(), { json: false }),
});
export type JobBatchValue = Infer<typeof jobBatch>;

export const jobBatchIntents = {
  ACTIVATE: command(0),
  ACTIVATED: event(1),
} as const;
