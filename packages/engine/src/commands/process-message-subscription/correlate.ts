// PROCESS_MESSAGE_SUBSCRIPTION CORRELATE: a message has arrived for an element (spec 12 §12.3.2).
import { keyToText, type RejectionType, type ValueOf } from '@grevy/protocol';
import { canTriggerElement, catchEventById, triggerCatchEvent } from '../../behaviours/event-triggers.js';
import { correlatedAcknowledgement, rejectCommand, send } from '../../behaviours/message-protocol.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import type { Processing } from '../../kernel/processing.js';
import type { CommandHandler } from '../handler.js';

export const correlateMessage: CommandHandler<'PROCESS_MESSAGE_SUBSCRIPTION'> = {
  process(processing, { value }) {
    const { state } = processing;
    const { elementInstanceKey, messageName } = value;
    const subscription = state.processMessageSubscriptions.find(elementInstanceKey, messageName);
    const target = `process message subscription with element key '${keyToText(elementInstanceKey)}' and message name '${messageName}'`;
    if (subscription === undefined) {
      refuse(
        processing,
        value,
        'NOT_FOUND',
        `Expected to correlate ${target}, but no such subscription was found`,
      );
      return;
    }
    if (subscription.state === 'CLOSING') {
      refuse(
        processing,
        value,
        'INVALID_STATE',
        `Expected to correlate ${target}, but it is already closing`,
      );
      return;
    }
    // A message that was under way while the instance was migrated speaks of the old process.
    const { elementId, interrupting, bpmnProcessId } = subscription.value;
    const instance = state.elementInstances.get(elementInstanceKey);
    if (instance === undefined || !canTriggerElement(processing, instance, elementId)) {
      refuse(
        processing,
        value,
        'INVALID_STATE',
        `Expected to correlate a ${target}, but the subscription is not active anymore`,
      );
      return;
    }
    const correlated = { ...value, bpmnProcessId, elementId, interrupting };
    processing.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CORRELATED', subscription.key, correlated);
    const scope = contextOf(processing, ELEMENTS, instance.key, instance.value);
    triggerCatchEvent(scope, catchEventById(scope, elementId), value.variables);
    send(processing, correlatedAcknowledgement(correlated));
  },
};

/** The other side is told, so that another instance can have the message. */
function refuse(
  processing: Processing,
  command: ValueOf<'PROCESS_MESSAGE_SUBSCRIPTION'>,
  rejectionType: RejectionType,
  reason: string,
): void {
  processing.reject(rejectionType, reason);
  send(processing, rejectCommand(command));
}
