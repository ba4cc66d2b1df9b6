// What becomes of the message subscriptions of an element that is migrated (spec 11 §11.21): subscriptions of mapped
// boundary events stay open for the events that they are mapped to, those of other events close, and boundary events that
// nothing is mapped to are subscribed to.
//
// A mapping to anything but a message boundary event of the target element is none.
import type { CatchEvent, MessageDefinition } from '@grevy/bpmn';
import { catchEventsOf } from '../../behaviours/event-subscriptions.js';
import {
  closeMessageSubscription,
  evaluateAwaitedMessage,
  migrateMessageSubscription,
  openMessageSubscription,
  type AwaitedMessage,
} from '../../behaviours/message-subscriptions.js';
import type { ElementContext } from '../../elements/element.js';
import { isFailure, type Failure } from '../../failure.js';
import type { ElementInstance } from '../../state/element-instance.js';
import type { ProcessMessageSubscription } from '../../state/process-message-subscriptions.js';
import type { Migration } from './migration.js';

export interface SubscriptionPlan {
  readonly opened: readonly AwaitedMessage[];
  readonly closed: readonly ProcessMessageSubscription[];
  readonly migrated: readonly MappedSubscription[];
}

interface MappedSubscription {
  readonly subscription: ProcessMessageSubscription;
  readonly event: CatchEvent;
}

interface MessageCatchEvent {
  readonly event: CatchEvent;
  readonly message: MessageDefinition;
}

/**
 * The plan, or what follows `Expected to migrate process instance '…' but`.
 * @param context the element instance as it is going to be
 */
export function planSubscriptions(
  migration: Migration,
  instance: ElementInstance,
  context: ElementContext,
): SubscriptionPlan | string {
  const { processMessageSubscriptions, pendingDistributions } = migration.processing.state;
  const { elementId } = instance.value;
  const targets = messageCatchEventsOf(context);

  const opened: AwaitedMessage[] = [];
  let failure: Failure | undefined;
  for (const { event, message } of eventsToOpen(migration, instance, targets)) {
    const awaited = evaluateAwaitedMessage(context, event, message);
    if (isFailure(awaited)) failure ??= awaited;
    else if (processMessageSubscriptions.find(instance.key, awaited.messageName) === undefined) {
      opened.push(awaited);
    } else return alreadySubscribed(elementId, awaited);
  }

  const migrated: MappedSubscription[] = [];
  const closed: ProcessMessageSubscription[] = [];
  for (const subscription of processMessageSubscriptions.ofElement(instance.key)) {
    if (subscription.state === 'CLOSING') continue;
    const targetId = migration.targetIds.get(subscription.value.elementId);
    const target = targets.find(({ event }) => event.id === targetId);
    if (target === undefined) closed.push(subscription);
    else migrated.push({ subscription, event: target.event });
  }
  const pending = migrated.find(({ subscription }) => pendingDistributions.has(subscription.key));
  if (pending !== undefined) {
    const eventId = pending.subscription.value.elementId;
    return (
      `active element with id '${elementId}' has a pending message subscription migration distribution ` +
      `for event with id '${eventId}'.`
    );
  }
  if (failure !== undefined) {
    return (
      `active element with id '${elementId}' is mapped to element with id '${context.element.id}' ` +
      `that must be subscribed to a message catch event. ${failure.message}`
    );
  }
  return { opened, closed, migrated };
}

/** Carries the plan out. */
export function migrateSubscriptions(
  context: ElementContext,
  { opened, closed, migrated }: SubscriptionPlan,
): void {
  for (const awaited of opened) openMessageSubscription(context, awaited);
  for (const subscription of closed) closeMessageSubscription(context.processing, subscription);
  for (const { subscription, event } of migrated) migrateMessageSubscription(context, subscription, event);
}

/** An element that has not been activated yet subscribes by itself, when its incident is resolved. */
function eventsToOpen(
  { mappedTargetIds }: Migration,
  instance: ElementInstance,
  targets: readonly MessageCatchEvent[],
): readonly MessageCatchEvent[] {
  if (instance.state === 'ELEMENT_ACTIVATING') return [];
  return targets.filter(({ event }) => !mappedTargetIds.has(event.id));
}

function messageCatchEventsOf({ element }: ElementContext): readonly MessageCatchEvent[] {
  return catchEventsOf(element).flatMap((event) =>
    event.elementType === 'BOUNDARY_EVENT' && event.event.type === 'MESSAGE'
      ? [{ event, message: event.event.message }]
      : [],
  );
}

function alreadySubscribed(elementId: string, { event, messageName }: AwaitedMessage): string {
  return (
    `active element with id '${elementId}' attempts to subscribe to a message it is already subscribed to ` +
    `with name '${messageName}'. Migrating active elements that subscribe to a message they are already subscribed ` +
    `to is not possible yet. Please provide a mapping instruction to message catch event with id '${event.id}' ` +
    `to migrate the respective message subscription.`
  );
}
