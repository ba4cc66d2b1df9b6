// What a process definition waits for with its timer, message and signal start events (spec 12 §12.7.1, §12.11.2,
// §12.13.3). Names and timers of start events are evaluated without variables; the model was checked for that.
import type { Expression } from '@grevy/bpmn';
import { EMPTY_DOCUMENT, NO_KEY, type Key, type ValueOf } from '@grevy/protocol';
import { invariant, isFailure } from '../failure.js';
import type { Processing } from '../kernel/processing.js';
import { evaluateString } from './expressions.js';
import { cancelTimer, createStartTimer, evaluateFirstOccurrence } from './timers.js';

/** A start timer of a deployment cannot be created although its model was accepted (spec 12 §12.10). */
export class StartTimerError extends Error {
  override readonly name = 'StartTimerError';
}

/** @throws StartTimerError when a timer cannot be evaluated; the whole step has to be taken back */
export function createStartTimers(processing: Processing, definition: ValueOf<'PROCESS'>): void {
  const process = processing.state.processModel(definition.processDefinitionKey);
  for (const { id, event } of process.startEvents) {
    if (event.type !== 'TIMER') continue;
    const occurrence = evaluateFirstOccurrence(processing, event.timer, NO_KEY);
    if (isFailure(occurrence)) {
      throw new StartTimerError(
        `Expected to create timer for start event, but encountered the following error: ${occurrence.message}`,
      );
    }
    createStartTimer(processing, definition, id, occurrence);
  }
}

/** Cancels the start timers of several versions, ascending by timer key. */
export function cancelStartTimers(processing: Processing, processDefinitionKeys: readonly Key[]): void {
  const timers = processDefinitionKeys.flatMap((key) => [...processing.state.timers.ofOwner(key)]);
  for (const timer of timers.sort((a, b) => a.key - b.key)) cancelTimer(processing, timer);
}

export function openStartEventSubscriptions(processing: Processing, definition: ValueOf<'PROCESS'>): void {
  const { processDefinitionKey, bpmnProcessId, tenantId } = definition;
  for (const { id, event } of processing.state.processModel(processDefinitionKey).startEvents) {
    if (event.type === 'MESSAGE') {
      processing.newEvent('MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED', {
        processDefinitionKey,
        bpmnProcessId,
        startEventId: id,
        messageName: constantName(processing, event.message.name),
        processInstanceKey: NO_KEY,
        messageKey: NO_KEY,
        correlationKey: '',
        variables: EMPTY_DOCUMENT,
        tenantId,
      });
    } else if (event.type === 'SIGNAL') {
      processing.newEvent('SIGNAL_SUBSCRIPTION', 'CREATED', {
        processDefinitionKey,
        bpmnProcessId,
        signalName: constantName(processing, event.name),
        catchEventId: id,
        catchEventInstanceKey: NO_KEY,
      });
    }
  }
}

/** Closes what the newest of these versions that waits for something waits for: messages first, then signals. */
export function closeStartEventSubscriptions(
  processing: Processing,
  processDefinitionKeys: readonly Key[],
): void {
  const { messageStartEventSubscriptions, signalSubscriptions } = processing.state;
  for (const definitionKey of processDefinitionKeys.toReversed()) {
    for (const { key, value } of messageStartEventSubscriptions.ofDefinition(definitionKey)) {
      processing.event('MESSAGE_START_EVENT_SUBSCRIPTION', 'DELETED', key, value);
    }
  }
  for (const definitionKey of processDefinitionKeys.toReversed()) {
    for (const { key, value } of signalSubscriptions.ofSubscriber(definitionKey)) {
      processing.event('SIGNAL_SUBSCRIPTION', 'DELETED', key, value);
    }
  }
}

function constantName(processing: Processing, expression: Expression): string {
  const name = evaluateString(processing, expression, NO_KEY);
  invariant(!isFailure(name), `Expected the name '${expression.text}' of a start event to be constant`);
  return name;
}
