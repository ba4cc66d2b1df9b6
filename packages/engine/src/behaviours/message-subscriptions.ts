// Opens and closes the message subscriptions of an element, on the side of its process instance (spec 11 §11.3).
import type { CatchEvent, MessageDefinition } from '@grevy/bpmn';
import { isNumber, resultType, toInt64 } from '@grevy/feel';
import { EMPTY_DOCUMENT, NO_KEY, subscriptionPartition, type Key } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { Failure, invariant, isFailure } from '../failure.js';
import type { Processing } from '../kernel/processing.js';
import type { ProcessMessageSubscription } from '../state/process-message-subscriptions.js';
import { evaluate, evaluateString, withWarnings } from './expressions.js';
import { distribute } from './command-distribution.js';
import { closeCommand, migrateCommand, openCommand, send } from './message-protocol.js';

/** What a message must be like for an event to catch it. */
export interface AwaitedMessage {
  readonly kind: 'message';
  readonly event: CatchEvent;
  readonly messageName: string;
  readonly correlationKey: string;
}

/** The correlation key of a boundary event does not see the input mappings of its activity. */
export function evaluateAwaitedMessage(
  context: ElementContext,
  event: CatchEvent,
  message: MessageDefinition,
): AwaitedMessage | Failure {
  const messageName = evaluateString(context.processing, message.name, context.key);
  if (isFailure(messageName)) return messageName;
  const scopeKey = event.elementType === 'BOUNDARY_EVENT' ? context.value.flowScopeKey : context.key;
  const correlationKey = evaluateCorrelationKey(context, message, scopeKey);
  return isFailure(correlationKey) ? correlationKey : { kind: 'message', event, messageName, correlationKey };
}

function evaluateCorrelationKey(
  { processing, element }: ElementContext,
  { correlationKey }: MessageDefinition,
  scopeKey: Key,
): string | Failure {
  invariant(
    correlationKey !== undefined,
    `Expected the messages of '${element.id}' to have a correlation key`,
  );
  const evaluated = evaluate(processing, correlationKey, scopeKey);
  if (isFailure(evaluated)) return evaluated;
  const { value, text, warnings } = evaluated;
  if (typeof value === 'string') return value;
  if (isNumber(value)) return String(toInt64(value));
  const message =
    `Failed to extract the correlation key for '${text}': ` +
    `The value must be either a string or a number, but was '${resultType(value)}'.`;
  return new Failure('EXTRACT_VALUE_ERROR', withWarnings(message, warnings), scopeKey);
}

export function openMessageSubscription(context: ElementContext, awaited: AwaitedMessage): void {
  const { processing, key, value } = context;
  const { event, messageName, correlationKey } = awaited;
  const subscription = {
    processInstanceKey: value.processInstanceKey,
    elementInstanceKey: key,
    bpmnProcessId: value.bpmnProcessId,
    messageKey: NO_KEY,
    messageName,
    variables: EMPTY_DOCUMENT,
    interrupting: isInterrupting(event),
    correlationKey,
    elementId: event.id,
    tenantId: value.tenantId,
    subscriptionPartitionId: subscriptionPartition(correlationKey, processing.environment.partitionCount),
  };
  processing.newEvent('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATING', subscription);
  send(processing, openCommand(subscription));
}

/** One that is closing already is asked to close again, as in the reference. */
export function closeMessageSubscriptions(
  { processing, key }: ElementContext,
  isOf: (eventId: string) => boolean,
): void {
  for (const subscription of processing.state.processMessageSubscriptions.ofElement(key)) {
    if (isOf(subscription.value.elementId)) closeMessageSubscription(processing, subscription);
  }
}

export function closeMessageSubscription(
  processing: Processing,
  { key, value }: ProcessMessageSubscription,
): void {
  processing.event('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETING', key, value);
  send(processing, closeCommand(value));
}

/**
 * Hands an open subscription over to another event; the name and the correlation key that it waits for stay.
 * @param context the element instance as it has been migrated
 */
export function migrateMessageSubscription(
  { processing, value }: ElementContext,
  { key, value: subscription }: ProcessMessageSubscription,
  event: CatchEvent,
): void {
  const migrated = {
    ...subscription,
    bpmnProcessId: value.bpmnProcessId,
    elementId: event.id,
    interrupting: isInterrupting(event),
  };
  processing.event('PROCESS_MESSAGE_SUBSCRIPTION', 'MIGRATED', key, migrated);
  const { partitionId, valueType, intent, value: commandValue } = migrateCommand(migrated);
  if (partitionId === processing.environment.partitionId) {
    processing.followUp(valueType, intent, key, commandValue);
  } else {
    const command = { valueType, intent, commandValue: { type: valueType, value: commandValue } };
    distribute(processing, key, command, [partitionId]);
  }
}

function isInterrupting(event: CatchEvent): boolean {
  return 'interrupting' in event ? event.interrupting : true;
}
