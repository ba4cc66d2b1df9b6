// PROCESS_MESSAGE_SUBSCRIPTION CREATE: the partition of the messages has opened the subscription (spec 12 §12.3.2).
import { keyToText } from '@grevy/protocol';
import { closeCommand, send } from '../../behaviours/message-protocol.js';
import type { CommandHandler } from '../handler.js';

export const acknowledgeOpening: CommandHandler<'PROCESS_MESSAGE_SUBSCRIPTION'> = {
  process(processing, { value }) {
    const { elementInstanceKey, messageName } = value;
    const subscription = processing.state.processMessageSubscriptions.find(elementInstanceKey, messageName);
    const prefix =
      `Expected to create process message subscription with element key '${keyToText(elementInstanceKey)}' ` +
      `and message name '${messageName}', but `;
    switch (subscription?.state) {
      case undefined:
        processing.reject('NOT_FOUND', `${prefix}no such subscription was found`);
        // It was opened by a command that another one has overtaken, or that has come twice: nobody else would close it.
        send(processing, closeCommand(value));
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
