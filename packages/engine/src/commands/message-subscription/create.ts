// MESSAGE_SUBSCRIPTION CREATE: an element waits for a message with a correlation key of this partition (spec 12 §12.3.2).
import { keyToText } from '@grevy/protocol';
import { correlateNextMessage } from '../../behaviours/message-correlation.js';
import { openedAcknowledgement, send } from '../../behaviours/message-protocol.js';
import type { CommandHandler } from '../handler.js';

export const createMessageSubscription: CommandHandler<'MESSAGE_SUBSCRIPTION'> = {
  process(processing, { value }) {
    const { elementInstanceKey, messageName } = value;
    const acknowledgement = openedAcknowledgement(value, processing.environment.partitionId);
    if (processing.state.messageSubscriptions.find(elementInstanceKey, messageName) !== undefined) {
      send(processing, acknowledgement);
      processing.reject(
        'INVALID_STATE',
        `Expected to open a new message subscription for element with key '${keyToText(elementInstanceKey)}' ` +
          `and message name '${messageName}', ` +
          `but there is already a message subscription for that element key and message name opened`,
      );
      return;
    }
    const key = processing.newEvent('MESSAGE_SUBSCRIPTION', 'CREATED', value);
    const correlated = correlateNextMessage(processing, { key, correlating: false, value });
    if (!correlated) send(processing, acknowledgement);
  },
};
