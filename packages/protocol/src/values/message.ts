/** MESSAGE (spec 8.20): a published message. */
import { EMPTY_DOCUMENT } from '../json-text.js';
import { identifier, long, document } from '../schema/field.js';
import { command, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const message = object({
  name: identifier(),
  /** May be empty. */
  correlationKey: identifier(),
  /** For uniqueness; empty if the publisher gave none. */
  messageId: identifier(''),
  /** Milliseconds. */
  timeToLive: long(),
  /** Epoch milliseconds, set in PUBLISHED. */
  deadline: long(-1),
  variables: document(EMPTY_DOCUMENT),
  tenantId: tenantId(),
});
export type MessageValue = Infer<typeof message>;

export const messageIntents = {
  PUBLISH: command(0),
  PUBLISHED: event(1),
  /** Legacy: replaced by MESSAGE_BATCH. */
  EXPIRE: command(2),
  EXPIRED: event(3),
} as const;
