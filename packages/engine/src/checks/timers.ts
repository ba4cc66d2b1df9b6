// Timers whose due date has come (spec 12 §12.11.3).
import { isKey } from '@grevy/protocol';
import { takeDue, type DueCheck } from './due-command.js';

/** Earliest first; at the same date those of older elements first. */
export const dueTimers: DueCheck = (state, now, limit, isScheduled) =>
  takeDue(state.timers.dueDates.dueKeys(now), limit, isScheduled, (key) => {
    const timer = isKey(key) ? state.timers.get(key) : undefined;
    return timer && { valueType: 'TIMER', intent: 'TRIGGER', key: timer.key, value: timer.value };
  });
