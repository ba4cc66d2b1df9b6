// A job and its state (spec 13 §2.1). Variables are never stored with a job.
import { VALUE_TYPES } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

const JOB_STATES = ['ACTIVATABLE', 'ACTIVATED', 'FAILED', 'ERROR_THROWN'] as const;
export type JobState = (typeof JOB_STATES)[number];

export const job = object((field) => ({
  state: field.enumeration(JOB_STATES),
  /** Failed with retries left: it becomes activatable again at `value.recurringTime`. */
  backingOff: field.boolean(false),
  value: field.object(VALUE_TYPES.JOB.value),
}));
export type Job = Infer<typeof job>;

/** The group of activatable jobs that a worker asks for. */
export function activatableGroup(type: string, tenantId: string): string {
  return `${tenantId}\u0000${type}`;
}
