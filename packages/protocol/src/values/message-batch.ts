/** MESSAGE_BATCH (spec 8.21): messages whose time to live has ended. */
import type { Infer } from '../schema/description.js';
import { command } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const messageBatch = object((field) => ({
  messageKeys: field.keys(),
}));
export type MessageBatchValue = Infer<typeof messageBatch>;

export const messageBatchIntents = {
  EXPIRE: command(0),
} as const;
