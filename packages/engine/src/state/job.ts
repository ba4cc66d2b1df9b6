// A job and its state (spec 13 §2.1). Variables are never stored with a job.
import { boolean, enumeration, job, nested, object, type Infer } from '@grevy/protocol';

export const JOB_STATES = ['ACTIVATABLE', 'ACTIVATED', 'FAILED', 'ERROR_THROWN'] as const;
export type JobState = (typeof JOB_STATES)[number];

export const jobEntity = object({
  state: enumeration(JOB_STATES)('ACTIVATABLE'),
  /** Failed with retries left: it becomes activatable again at `value.recurringTime`. */
  backingOff: boolean(false),
  value: nested(job),
});
export type Job = Infer<typeof jobEntity>;

/** The group of activatable jobs that a worker asks for. */
export function activatableGroup(type: string, tenantId: string): string {
  return `${tenantId}\u0000${type}`;
}
