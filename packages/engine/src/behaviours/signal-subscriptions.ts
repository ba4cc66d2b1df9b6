// Opens and closes the signal subscriptions of an element (spec 11 §11.3, spec 12 §12.13.3).
import type { CatchEvent, SignalEventDefinition } from '@grevy/bpmn';
import type { ElementContext } from '../elements/element.js';
import { isFailure, type Failure } from '../failure.js';
import { evaluateString } from './expressions.js';

export interface AwaitedSignal {
  readonly kind: 'signal';
  readonly event: CatchEvent;
  readonly signalName: string;
}

export function evaluateAwaitedSignal(
  { processing, key }: ElementContext,
  event: CatchEvent,
  { name }: SignalEventDefinition,
): AwaitedSignal | Failure {
  const signalName = evaluateString(processing, name, key);
  return isFailure(signalName) ? signalName : { kind: 'signal', event, signalName };
}

export function openSignalSubscription(
  { processing, key, value }: ElementContext,
  awaited: AwaitedSignal,
): void {
  processing.newEvent('SIGNAL_SUBSCRIPTION', 'CREATED', {
    processDefinitionKey: value.processDefinitionKey,
    bpmnProcessId: value.bpmnProcessId,
    signalName: awaited.signalName,
    catchEventId: awaited.event.id,
    catchEventInstanceKey: key,
  });
}

export function closeSignalSubscriptions(
  { processing, key }: ElementContext,
  isOf: (eventId: string) => boolean,
): void {
  for (const subscription of processing.state.signalSubscriptions.ofSubscriber(key)) {
    if (!isOf(subscription.value.catchEventId)) continue;
    processing.event('SIGNAL_SUBSCRIPTION', 'DELETED', subscription.key, subscription.value);
  }
}
