// MESSAGE_BATCH EXPIRE: the time to live of these messages has ended (spec 12 §12.8).
import { estimateRecordSize, VALUE_TYPES, type AnyRecord } from '@grevy/protocol';
import type { CommandHandler } from '../handler.js';

/** The events do not repeat the messages. */
const NO_MESSAGE = VALUE_TYPES.MESSAGE.value.create({ name: '', correlationKey: '', timeToLive: -1 });

/** What does not fit into the batch is left to a later run of the check. */
export const expireMessages: CommandHandler<'MESSAGE_BATCH'> = {
  process(processing, command) {
    const expired: AnyRecord = { ...command, valueType: 'MESSAGE', intent: 'EXPIRED', value: NO_MESSAGE };
    const sizeBytes = estimateRecordSize(expired);
    for (const key of command.value.messageKeys) {
      if (!processing.batch.hasRoomFor(sizeBytes)) return;
      processing.event('MESSAGE', 'EXPIRED', key, NO_MESSAGE);
    }
  },
};
