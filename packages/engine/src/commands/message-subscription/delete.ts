// MESSAGE_SUBSCRIPTION DELETE: the element waits no longer (spec 12 §12.3.2). It is answered in any case, so that a
// repeated command ends the waiting on the other side.
import { keyToText } from '@grevy/protocol';
import { closedAcknowledgement, send } from '../../behaviours/message-protocol.js';
import type { CommandHandler } from '../handler.js';

export const deleteMessageSubscription: CommandHandler<'MESSAGE_SUBSCRIPTION'> = {
  process(processing, { value }) {
    const { elementInstanceKey, messageName } = value;
    const subscription = processing.state.messageSubscriptions.find(elementInstanceKey, messageName);
    if (subscription === undefined) {
      processing.reject(
        'NOT_FOUND',
        `Expected to close message subscription for element with key '${keyToText(elementInstanceKey)}' ` +
          `and message name '${messageName}', but no such message subscription exists`,
      );
    } else {
      processing.event('MESSAGE_SUBSCRIPTION', 'DELETED', subscription.key, subscription.value);
    }
    send(processing, closedAcknowledgement(value, processing.environment.partitionId));
  },
};
