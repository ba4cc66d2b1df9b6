/** SIGNAL (spec 8.26): a broadcast signal. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const signal = object((field) => ({
  signalName: field.identifier(),
  variables: field.document(EMPTY_DOCUMENT),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type SignalValue = Infer<typeof signal>;

export const signalIntents = {
  BROADCAST: command(0),
  BROADCASTED: event(1),
} as const;
