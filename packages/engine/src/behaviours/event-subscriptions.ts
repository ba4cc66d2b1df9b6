// Opens and closes the subscriptions of an element to message, timer and signal events (spec 11 §11.3).
import type { CatchEvent, ExecutableProcess, FlowNode } from '@grevy/bpmn';
import type { ElementContext } from '../elements/element.js';
import { InvariantError, isFailure, type Failure } from '../failure.js';
import {
  closeMessageSubscriptions,
  evaluateAwaitedMessage,
  openMessageSubscription,
  type AwaitedMessage,
} from './message-subscriptions.js';
import {
  closeSignalSubscriptions,
  evaluateAwaitedSignal,
  openSignalSubscription,
  type AwaitedSignal,
} from './signal-subscriptions.js';
import { cancelTimers, createTimer, evaluateAwaitedTimer, type AwaitedTimer } from './timers.js';

type Awaited = AwaitedMessage | AwaitedTimer | AwaitedSignal;

/** Opens what the element waits for; all expressions are evaluated before anything is written. */
export function subscribeToEvents(context: ElementContext): Failure | undefined {
  const events = catchEventsOf(context.element);
  if (events.length === 0) return undefined;
  const awaited: Awaited[] = [];
  for (const event of events) {
    const evaluated = evaluateAwaited(context, event);
    if (isFailure(evaluated)) return evaluated;
    awaited.push(evaluated);
  }
  for (const event of awaited) if (event.kind === 'message') openMessageSubscription(context, event);
  for (const event of awaited) if (event.kind === 'timer') createTimer(context, event);
  for (const event of awaited) if (event.kind === 'signal') openSignalSubscription(context, event);
  return undefined;
}

/** Closes every subscription that the element instance still has. */
export function unsubscribeFromEvents(context: ElementContext): void {
  if (catchEventsOf(context.element).length > 0) unsubscribe(context, () => true);
}

/** Closes the subscriptions of the scope that belong to start events of its event sub-processes. */
export function unsubscribeFromEventSubProcesses(scope: ElementContext): void {
  const { element } = scope;
  if (!('eventSubProcesses' in element)) return;
  const startEventIds = new Set(element.eventSubProcesses.map(({ startEvent }) => startEvent.id));
  unsubscribe(scope, (eventId) => startEventIds.has(eventId));
}

function unsubscribe(context: ElementContext, isOf: (eventId: string) => boolean): void {
  cancelTimers(context, isOf);
  closeMessageSubscriptions(context, isOf);
  closeSignalSubscriptions(context, isOf);
}

/** In the order in which subscriptions are opened (spec 11 §11.3.1). */
export function catchEventsOf(element: ExecutableProcess | FlowNode): readonly CatchEvent[] {
  return 'catchEvents' in element ? element.catchEvents : [];
}

function evaluateAwaited(context: ElementContext, event: CatchEvent): Awaited | Failure {
  if (event.elementType === 'RECEIVE_TASK') return evaluateAwaitedMessage(context, event, event.message);
  switch (event.event.type) {
    case 'MESSAGE':
      return evaluateAwaitedMessage(context, event, event.event.message);
    case 'TIMER':
      return evaluateAwaitedTimer(context, event, event.event.timer);
    case 'SIGNAL':
      return evaluateAwaitedSignal(context, event, event.event);
    default:
      throw new InvariantError(`Expected '${event.id}' to catch a message, a timer or a signal`);
  }
}
