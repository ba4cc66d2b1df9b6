// A published message that waits for its time to live to end, and what it must have in common with a subscription
// (spec 12 §12.2).
import { VALUE_TYPES, type ValueOf } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

export const bufferedMessage = object((field) => ({
  value: field.object(VALUE_TYPES.MESSAGE.value),
  /** Ids of the processes that the message was correlated to: each gets it once. */
  correlatedProcessIds: field.identifiers(),
}));
export type BufferedMessage = Infer<typeof bufferedMessage>;

/** What a subscription and a message must have in common. */
export interface MessageAddress {
  readonly tenantId: string;
  readonly messageName: string;
  readonly correlationKey: string;
}

/** An address as one text. The length keeps names and keys apart whatever characters they have. */
export function addressText({ tenantId, messageName, correlationKey }: MessageAddress): string {
  return `${tenantId}\u0000${messageName.length}\u0000${messageName}${correlationKey}`;
}

export function addressOf({ tenantId, name, correlationKey }: ValueOf<'MESSAGE'>): MessageAddress {
  return { tenantId, messageName: name, correlationKey };
}
