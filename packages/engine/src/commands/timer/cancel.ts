// TIMER CANCEL: a command of old logs; elements cancel their timers themselves (spec 12 §12.11.5).
import { keyToText } from '@grevy/protocol';
import { cancelTimer as writeCanceled } from '../../behaviours/timers.js';
import type { CommandHandler } from '../handler.js';

export const cancelTimer: CommandHandler<'TIMER'> = {
  process(processing, { key }) {
    const timer = processing.state.timers.get(key);
    if (timer === undefined) {
      processing.reject(
        'NOT_FOUND',
        `Expected to cancel timer with key '${keyToText(key)}', but no such timer was found`,
      );
      return;
    }
    writeCanceled(processing, timer);
  },
};
