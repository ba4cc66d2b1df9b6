// PROCESS_MESSAGE_SUBSCRIPTION CREATE: the partition of the messages has opened the subscription (spec 12 §12.3.2).
import { keyToText } from '@grevy/protocol';
import type { CommandHandler } from '../handler.js';

export const acknowledgeOpening: CommandHandler<'PROCESS_MESSAGE_SUBSCRIPTION'> = {
  process(processing, { value: { elementInstanceKey, messageName } }) {
    const subscription = processing.state.processMessageSubscriptions.find(elementInstanceKey, messageName);
    const prefix =
      `Expected to create process message subscription with element key '${keyToText(elementInstanceKey)}' ` +
      `and message name '${messageName}', but `;
    switch (subscription?.state) {
      case undefined:
        processing.reject('NOT_FOUND', `${prefix}no such subscription was found`);
        break;
      case 'OPENED':
        processing.reject('INVALID_STATE', `${prefix}it is already opened`);
        break;
      case 'CLOSING':
        processing.reject('INVALID_STATE', `${prefix}it is already closing`);
        break;
      case 'OPENING':
        processing.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', subscription.key, subscription.value);
    }
  },
};
