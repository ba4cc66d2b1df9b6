// Activated jobs whose deadline has passed (spec 13 §7).
import { isKey } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';
import { takeDue, type DueCommands } from './due-command.js';

/** Deadlines strictly before `now`, earliest first. */
export function dueJobTimeouts(
  state: EngineState,
  now: number,
  limit: number,
  isScheduled: (key: number) => boolean,
): DueCommands {
  return takeDue(state.jobDeadlines.dueKeys(now - 1), limit, isScheduled, (key) => {
    const job = isKey(key) ? state.jobs.get(key) : undefined;
    return job && isKey(key) ? { valueType: 'JOB', intent: 'TIME_OUT', key, value: job.value } : undefined;
  });
}
