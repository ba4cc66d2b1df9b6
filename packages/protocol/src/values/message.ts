/** MESSAGE (spec 8.20): a published message. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const message = object((field) => ({
  name: field.identifier(),
  /** May be empty. */
  correlationKey: field.identifier(),
  /** For uniqueness; empty if the publisher gave none. */
  messageId: field.identifier(''),
  /** Milliseconds. */
  timeToLive: field.long(),
  /** Epoch milliseconds, set in PUBLISHED. */
  deadline: field.long(-1),
  variables: field.document(EMPTY_DOCUMENT),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type MessageValue = Infer<typeof message>;

export const messageIntents = {
  PUBLISH: command(0),
  PUBLISHED: event(1),
  /** Legacy: replaced by MESSAGE_BATCH. */
  EXPIRE: command(2),
  EXPIRED: event(3),
} as const;
