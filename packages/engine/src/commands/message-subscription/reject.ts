// MESSAGE_SUBSCRIPTION REJECT: the element cannot take the message any more; another instance of its process may
// (spec 12 §12.3.2).
import { correlate, sendToElement } from '../../behaviours/message-correlation.js';
import type { CommandHandler } from '../handler.js';

export const rejectMessageSubscription: CommandHandler<'MESSAGE_SUBSCRIPTION'> = {
  process(processing, { key, value }) {
    const { state } = processing;
    processing.event('MESSAGE_SUBSCRIPTION', 'REJECTED', key, value);
    const message = state.messages.table.get(value.messageKey);
    if (message === undefined) return;
    const other = state.messageSubscriptions.firstWaitingOf(value, value.bpmnProcessId);
    if (other === undefined) return;
    sendToElement(processing, correlate(processing, other, value.messageKey, message.value.variables));
  },
};
