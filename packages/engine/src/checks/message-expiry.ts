// Messages whose time to live has ended (spec 12 §12.8).
import { isKey, NO_KEY } from '@grevy/protocol';
import { takeDueKeys, type DueCheck } from './due-command.js';

/** One command for all messages of the run, earliest deadline first. */
export const expiredMessages: DueCheck = (state, now, limit, isScheduled) => {
  const { keys, more } = takeDueKeys(state.messages.deadlines.dueKeys(now), limit, isScheduled);
  const messageKeys = keys.filter((key) => isKey(key));
  if (messageKeys.length === 0) return { commands: [], more };
  return {
    commands: [{ valueType: 'MESSAGE_BATCH', intent: 'EXPIRE', key: NO_KEY, value: { messageKeys } }],
    more,
  };
};
