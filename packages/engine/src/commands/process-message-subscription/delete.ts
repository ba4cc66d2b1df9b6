// PROCESS_MESSAGE_SUBSCRIPTION DELETE: the partition of the messages has closed the subscription (spec 12 §12.3.2).
import { keyToText } from '@grevy/protocol';
import type { CommandHandler } from '../handler.js';

export const acknowledgeClosing: CommandHandler<'PROCESS_MESSAGE_SUBSCRIPTION'> = {
  process(processing, { value: { elementInstanceKey, messageName } }) {
    const subscription = processing.state.processMessageSubscriptions.find(elementInstanceKey, messageName);
    if (subscription === undefined) {
      processing.reject(
        'NOT_FOUND',
        `Expected to delete process message subscription for element with key '${keyToText(elementInstanceKey)}' ` +
          `and message name '${messageName}', but no such subscription was found.`,
      );
      return;
    }
    processing.event('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETED', subscription.key, subscription.value);
  },
};
