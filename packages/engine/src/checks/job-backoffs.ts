// Failed jobs that have waited out their backoff (spec 13 §7).
import { isKey } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';
import { takeDue, type DueCommands } from './due-command.js';

/** Strictly before `now`: at the very millisecond the command would be refused (spec 13 §3.6). */
export function dueJobBackoffs(
  state: EngineState,
  now: number,
  limit: number,
  isScheduled: (key: number) => boolean,
): DueCommands {
  return takeDue(state.jobBackoffs.dueKeys(now - 1), limit, isScheduled, (key) => {
    const job = isKey(key) ? state.jobs.get(key) : undefined;
    return job && isKey(key)
      ? { valueType: 'JOB', intent: 'RECUR_AFTER_BACKOFF', key, value: job.value }
      : undefined;
  });
}
