// MESSAGE EXPIRE: a command of old logs; MESSAGE_BATCH EXPIRE has taken its place (spec 12 §12.8).
import type { CommandHandler } from '../handler.js';

export const expireMessage: CommandHandler<'MESSAGE'> = {
  process(processing, { key, value }) {
    processing.event('MESSAGE', 'EXPIRED', key, value);
  },
};
