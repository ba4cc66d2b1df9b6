// MESSAGE_SUBSCRIPTION CORRELATE: the element has taken the message (spec 12 §12.3.2).
import { keyToText } from '@grevy/protocol';
import { correlateNextMessage } from '../../behaviours/message-correlation.js';
import type { CommandHandler } from '../handler.js';

export const acknowledgeCorrelation: CommandHandler<'MESSAGE_SUBSCRIPTION'> = {
  process(processing, { value: { elementInstanceKey, messageName } }) {
    const subscription = processing.state.messageSubscriptions.find(elementInstanceKey, messageName);
    if (subscription === undefined) {
      processing.reject(
        'NOT_FOUND',
        `Expected to correlate subscription for element with key '${keyToText(elementInstanceKey)}' ` +
          `and message name '${messageName}', but no such message subscription exists`,
      );
      return;
    }
    processing.event('MESSAGE_SUBSCRIPTION', 'CORRELATED', subscription.key, subscription.value);
    if (!subscription.value.interrupting) correlateNextMessage(processing, subscription);
  },
};
