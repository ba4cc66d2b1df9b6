// MESSAGE_SUBSCRIPTION MIGRATE: the element waits in another process definition now (spec 11 §11.21.2). It comes from the
// own partition or is distributed, so it may come twice, and the subscription may be gone: its message has come.
import { keyToText } from '@grevy/protocol';
import { acknowledgeDistribution, isDistributed } from '../../behaviours/command-distribution.js';
import type { CommandHandler } from '../handler.js';

export const migrateMessageSubscription: CommandHandler<'MESSAGE_SUBSCRIPTION'> = {
  process(processing, command) {
    const { elementInstanceKey, messageName, bpmnProcessId, interrupting } = command.value;
    const subscription = processing.state.messageSubscriptions.find(elementInstanceKey, messageName);
    if (subscription === undefined) {
      processing.reject(
        'NOT_FOUND',
        `Expected to migrate message subscription for element with key '${keyToText(elementInstanceKey)}' ` +
          `and message name '${messageName}', but no such message subscription exists`,
      );
    } else {
      const migrated = { ...subscription.value, bpmnProcessId, interrupting };
      processing.event('MESSAGE_SUBSCRIPTION', 'MIGRATED', subscription.key, migrated);
    }
    // Not to be sent again for ever, also when there is nothing left to migrate.
    if (isDistributed(processing, command)) acknowledgeDistribution(processing, command);
  },
};
