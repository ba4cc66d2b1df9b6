// Brings messages and the subscriptions of waiting elements together, on the partition of their correlation key
// (spec 12 §12.2.2, §12.3.3).
import type { JsonDocument, Key } from '@grevy/protocol';
import type { Processing } from '../kernel/processing.js';
import type { MessageSubscription } from '../state/message-subscriptions.js';
import { correlateCommand, send } from './message-protocol.js';

/** The subscription has been given a message; returns what its element must be sent. */
export function correlate(
  processing: Processing,
  { key, value }: MessageSubscription,
  messageKey: Key,
  variables: JsonDocument,
): MessageSubscription['value'] {
  const correlating = { ...value, messageKey, variables };
  processing.event('MESSAGE_SUBSCRIPTION', 'CORRELATING', key, correlating);
  return correlating;
}

export function sendToElement(processing: Processing, correlating: MessageSubscription['value']): void {
  send(processing, correlateCommand(correlating, processing.environment.partitionId));
}

/** Gives the subscription the oldest buffered message that its process has not got yet; returns whether there was one. */
export function correlateNextMessage(processing: Processing, subscription: MessageSubscription): boolean {
  const { value } = subscription;
  const message = processing.state.messages.firstFor(value, value.bpmnProcessId, processing.now);
  if (message === undefined) return false;
  sendToElement(processing, correlate(processing, subscription, message.key, message.value.variables));
  return true;
}
