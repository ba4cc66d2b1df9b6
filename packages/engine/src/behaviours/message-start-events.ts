// Starts processes by messages: at most one instance per correlation key at a time (spec 12 §12.7).
import type { Key, ValueOf } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import type { Processing } from '../kernel/processing.js';
import type {
  MessageStartEventSubscription,
  MessageStartLock,
} from '../state/message-start-event-subscriptions.js';
import { startProcess } from './process-starts.js';

/** Whether no other instance of the process, started with this correlation key, is alive. An empty key never locks. */
export function canStartByMessage(
  processing: Processing,
  bpmnProcessId: string,
  correlationKey: string,
): boolean {
  return (
    correlationKey === '' ||
    !processing.state.messageStartEventSubscriptions.isLocked(bpmnProcessId, correlationKey)
  );
}

export function startByMessage(
  processing: Processing,
  { key, value }: MessageStartEventSubscription,
  messageKey: Key,
  { correlationKey, variables }: ValueOf<'MESSAGE'>,
): void {
  const processInstanceKey = processing.newKey();
  processing.event('MESSAGE_START_EVENT_SUBSCRIPTION', 'CORRELATED', key, {
    ...value,
    processInstanceKey,
    messageKey,
    correlationKey,
    variables,
  });
  startProcess(processing, value.processDefinitionKey, processInstanceKey, value.startEventId, variables);
}

/** The lock that a process instance holds until it ends; to be asked before it does. */
export function messageLockOf({ processing, key }: ElementContext): MessageStartLock | undefined {
  return processing.state.messageStartEventSubscriptions.locks.get(key);
}

/** An instance has ended and its lock is free: the oldest buffered message for the latest version starts the next one. */
export function startByBufferedMessage(
  { processing, value }: ElementContext,
  released: MessageStartLock,
): void {
  const { state, now } = processing;
  const { bpmnProcessId, correlationKey } = released;
  const latest = state.latestProcess(bpmnProcessId, value.tenantId);
  if (latest === undefined) return;
  const [oldest] = state.messageStartEventSubscriptions
    .ofDefinition(latest.value.processDefinitionKey)
    .flatMap((subscription) => {
      const { tenantId, messageName } = subscription.value;
      const message = state.messages.firstFor({ tenantId, messageName, correlationKey }, bpmnProcessId, now);
      return message === undefined ? [] : [{ subscription, message }];
    })
    .sort((a, b) => a.message.key - b.message.key);
  if (oldest !== undefined)
    startByMessage(processing, oldest.subscription, oldest.message.key, oldest.message.value);
}
