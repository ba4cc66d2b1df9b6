/** SIGNAL (spec 8.26): a broadcast signal. */
import { EMPTY_DOCUMENT } from '../json-text.js';
import { identifier, document } from '../schema/field.js';
import { command, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { defaultTenant } from './tenant.js';

export const signal = object({
  signalName: identifier(),
  variables: document(EMPTY_DOCUMENT),
  tenantId: defaultTenant(),
});
export type SignalValue = Infer<typeof signal>;

export const signalIntents = {
  BROADCAST: command(0),
  BROADCASTED: event(1),
} as const;
