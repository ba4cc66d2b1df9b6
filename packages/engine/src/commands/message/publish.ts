// MESSAGE PUBLISH: a client publishes a message (spec 12 §12.2.2). It is given to elements that wait for it, starts
// processes, and stays buffered while its time to live lasts.
import type { Key, ValueOf } from '@grevy/protocol';
import { correlate, sendToElement } from '../../behaviours/message-correlation.js';
import { canStartByMessage, startByMessage } from '../../behaviours/message-start-events.js';
import type { Processing } from '../../kernel/processing.js';
import { addressOf } from '../../state/buffered-message.js';
import type { MessageSubscription } from '../../state/message-subscriptions.js';
import type { CommandHandler } from '../handler.js';

export const publishMessage: CommandHandler<'MESSAGE'> = {
  process(processing, { value, timestamp }) {
    if (value.messageId !== '' && processing.state.messages.hasId(value)) {
      processing.rejectAndRespond(
        'ALREADY_EXISTS',
        `Expected to publish a new message with id '${value.messageId}', ` +
          `but a message with that id was already published`,
      );
      return;
    }
    const message = { ...value, deadline: timestamp + value.timeToLive };
    const key = processing.newEvent('MESSAGE', 'PUBLISHED', message);
    processing.respond('MESSAGE', 'PUBLISHED', key, message);

    // A process gets a message once, over all its versions, waiting elements and start events.
    const chosen = new Set<string>();
    const correlating = correlateToElements(processing, key, message, chosen);
    startProcesses(processing, key, message, chosen);
    for (const subscription of correlating) sendToElement(processing, subscription);
    if (message.timeToLive <= 0) processing.event('MESSAGE', 'EXPIRED', key, message);
  },
};

function correlateToElements(
  processing: Processing,
  messageKey: Key,
  message: ValueOf<'MESSAGE'>,
  chosen: Set<string>,
): readonly MessageSubscription['value'][] {
  return processing.state.messageSubscriptions
    .firstWaitingOfEachProcess(addressOf(message))
    .map((subscription) => {
      chosen.add(subscription.value.bpmnProcessId);
      return correlate(processing, subscription, messageKey, message.variables);
    });
}

function startProcesses(
  processing: Processing,
  messageKey: Key,
  message: ValueOf<'MESSAGE'>,
  chosen: Set<string>,
): void {
  const { tenantId, name, correlationKey } = message;
  for (const subscription of processing.state.messageStartEventSubscriptions.ofMessage(tenantId, name)) {
    const { bpmnProcessId } = subscription.value;
    if (chosen.has(bpmnProcessId) || !canStartByMessage(processing, bpmnProcessId, correlationKey)) continue;
    chosen.add(bpmnProcessId);
    startByMessage(processing, subscription, messageKey, message);
  }
}
