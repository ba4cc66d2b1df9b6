// The commands that the two sides of a message subscription send each other (spec 12 §12.1.2, §12.3.1).
// The side of the process instance and the side of the messages may be on the same partition or on two.
import {
  NO_KEY,
  partitionOfKey,
  VALUE_TYPES,
  type CommandIntentOf,
  type Key,
  type ValueOf,
} from '@grevy/protocol';
import { DEFAULT_AUTHORIZED_TENANTS, type Processing } from '../kernel/processing.js';

type MessageSide = ValueOf<'MESSAGE_SUBSCRIPTION'>;
type ProcessSide = ValueOf<'PROCESS_MESSAGE_SUBSCRIPTION'>;

/** Every field with its default; a command gives some of them another value. */
const MESSAGE_SIDE: MessageSide = VALUE_TYPES.MESSAGE_SUBSCRIPTION.value.create({
  processInstanceKey: NO_KEY,
  elementInstanceKey: NO_KEY,
});
const PROCESS_SIDE: ProcessSide = VALUE_TYPES.PROCESS_MESSAGE_SUBSCRIPTION.value.create({
  processInstanceKey: NO_KEY,
  elementInstanceKey: NO_KEY,
});

/** A command of the protocol and the partition that has to process it. */
export interface ProtocolCommand<V extends 'MESSAGE_SUBSCRIPTION' | 'PROCESS_MESSAGE_SUBSCRIPTION'> {
  readonly partitionId: number;
  readonly valueType: V;
  readonly intent: CommandIntentOf<V>;
  readonly value: ValueOf<V>;
}

export type AnyProtocolCommand =
  ProtocolCommand<'MESSAGE_SUBSCRIPTION'> | ProtocolCommand<'PROCESS_MESSAGE_SUBSCRIPTION'>;

/** Appends the command as a follow-up if it is for this partition; else it is sent after the commit, and may get lost. */
export function send(processing: Processing, command: AnyProtocolCommand): void {
  if (command.partitionId !== processing.environment.partitionId) {
    const request = { ...command, key: NO_KEY, authorizedTenants: DEFAULT_AUTHORIZED_TENANTS };
    processing.afterCommit({ kind: 'send-command', command: request });
  } else if (command.valueType === 'MESSAGE_SUBSCRIPTION') {
    processing.followUp(command.valueType, command.intent, NO_KEY, command.value);
  } else {
    processing.followUp(command.valueType, command.intent, NO_KEY, command.value);
  }
}

// From the process instance to the messages

export function openCommand(subscription: ProcessSide): AnyProtocolCommand {
  return toMessages(subscription, 'CREATE', sharedFields(subscription));
}

/** The subscription has another process, or another event, than the messages know. */
export function migrateCommand(subscription: ProcessSide): ProtocolCommand<'MESSAGE_SUBSCRIPTION'> {
  return toMessages(subscription, 'MIGRATE', sharedFields(subscription));
}

/** What both sides know of a subscription. */
function sharedFields(subscription: ProcessSide) {
  const {
    processInstanceKey,
    elementInstanceKey,
    bpmnProcessId,
    messageName,
    correlationKey,
    interrupting,
    tenantId,
  } = subscription;
  return {
    processInstanceKey,
    elementInstanceKey,
    bpmnProcessId,
    messageName,
    correlationKey,
    interrupting,
    tenantId,
  };
}

export function closeCommand(subscription: ProcessSide): AnyProtocolCommand {
  const { processInstanceKey, elementInstanceKey, messageName, tenantId } = subscription;
  return toMessages(subscription, 'DELETE', {
    processInstanceKey,
    elementInstanceKey,
    messageName,
    tenantId,
  });
}

export function correlatedAcknowledgement(subscription: ProcessSide): AnyProtocolCommand {
  const { processInstanceKey, elementInstanceKey, bpmnProcessId, messageName, tenantId } = subscription;
  return toMessages(subscription, 'CORRELATE', {
    processInstanceKey,
    elementInstanceKey,
    bpmnProcessId,
    messageName,
    tenantId,
  });
}

/** The element of the CORRELATE command cannot take the message. */
export function rejectCommand(correlate: ProcessSide): AnyProtocolCommand {
  const {
    processInstanceKey,
    elementInstanceKey,
    bpmnProcessId,
    messageName,
    correlationKey,
    messageKey,
    tenantId,
  } = correlate;
  return toMessages(correlate, 'REJECT', {
    processInstanceKey,
    elementInstanceKey,
    bpmnProcessId,
    messageName,
    correlationKey,
    messageKey,
    interrupting: false,
    tenantId,
  });
}

function toMessages(
  { subscriptionPartitionId }: ProcessSide,
  intent: CommandIntentOf<'MESSAGE_SUBSCRIPTION'>,
  fields: Partial<MessageSide> & Pick<MessageSide, 'processInstanceKey' | 'elementInstanceKey'>,
): ProtocolCommand<'MESSAGE_SUBSCRIPTION'> {
  const value = { ...MESSAGE_SIDE, ...fields };
  return { partitionId: subscriptionPartitionId, valueType: 'MESSAGE_SUBSCRIPTION', intent, value };
}

// From the messages to the process instance

export function openedAcknowledgement(subscription: MessageSide, ownPartitionId: number): AnyProtocolCommand {
  const { processInstanceKey, elementInstanceKey, messageName, interrupting, tenantId } = subscription;
  return toProcessInstance(ownPartitionId, 'CREATE', {
    processInstanceKey,
    elementInstanceKey,
    messageName,
    interrupting,
    tenantId,
  });
}

export function closedAcknowledgement(subscription: MessageSide, ownPartitionId: number): AnyProtocolCommand {
  const { processInstanceKey, elementInstanceKey, messageName, tenantId } = subscription;
  return toProcessInstance(ownPartitionId, 'DELETE', {
    processInstanceKey,
    elementInstanceKey,
    messageName,
    tenantId,
  });
}

/** The message that the subscription has been given goes to its element. */
export function correlateCommand(subscription: MessageSide, ownPartitionId: number): AnyProtocolCommand {
  return toProcessInstance(ownPartitionId, 'CORRELATE', {
    processInstanceKey: subscription.processInstanceKey,
    elementInstanceKey: subscription.elementInstanceKey,
    bpmnProcessId: subscription.bpmnProcessId,
    messageKey: subscription.messageKey,
    messageName: subscription.messageName,
    variables: subscription.variables,
    correlationKey: subscription.correlationKey,
    tenantId: subscription.tenantId,
  });
}

function toProcessInstance(
  subscriptionPartitionId: number,
  intent: CommandIntentOf<'PROCESS_MESSAGE_SUBSCRIPTION'>,
  fields: Partial<ProcessSide> & { readonly processInstanceKey: Key; readonly elementInstanceKey: Key },
): AnyProtocolCommand {
  const value = { ...PROCESS_SIDE, ...fields, subscriptionPartitionId };
  const partitionId = partitionOfKey(fields.processInstanceKey);
  return { partitionId, valueType: 'PROCESS_MESSAGE_SUBSCRIPTION', intent, value };
}
