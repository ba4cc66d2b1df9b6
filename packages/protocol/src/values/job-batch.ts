/** JOB_BATCH (spec 8.16): activation of jobs by a worker. */
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { STORED_ONLY } from '../schema/stored-only.js';
import { job } from './job.js';

export const jobBatch = object((field) => ({
  type: field.identifier(),
  worker: field.identifier(''),
  /** Lock time in milliseconds. */
  timeout: field.long(-1),
  /** Requested amount; -1 in the ACTIVATED event of a job push. */
  maxJobsToActivate: field.int(-1),
  /** Activated jobs, in the order of `jobs`. */
  jobKeys: field.keys(),
  /** Activated jobs with deadline, worker and collected variables (pushed jobs: no variables). */
  jobs: field.listOf(job),
  /** More jobs exist but did not fit the message size. */
  truncated: field.boolean(false),
  tenantIds: field.identifiers(),
  /** Names of the variables to fetch; empty for all. */
  variables: field.identifiers(STORED_ONLY),
}));
export type JobBatchValue = Infer<typeof jobBatch>;

export const jobBatchIntents = {
  ACTIVATE: command(0),
  ACTIVATED: event(1),
} as const;
