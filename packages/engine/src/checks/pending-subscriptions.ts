// Message subscriptions that wait for the partition on the other side (spec 12 §12.6). What was sent may have got lost,
// so it is sent again, as long as there is no answer.
import { NO_KEY, type Key } from '@grevy/protocol';
import {
  closeCommand,
  correlateCommand,
  openCommand,
  openedAcknowledgement,
  type AnyProtocolCommand,
} from '../behaviours/message-protocol.js';
import type { EngineState } from '../state/engine-state.js';
import type { DueCommand } from './due-command.js';

/** A subscription without an answer, and the command to repeat. */
export interface PendingSubscription {
  readonly subscriptionKey: Key;
  /** The partition that has to process the command; it may be the own one. */
  readonly partitionId: number;
  readonly command: DueCommand;
}

/**
 * Subscriptions that are opening or closing, then those that correlate, then those whose opening is doubted. The state may
 * change between two steps.
 */
export function* pendingSubscriptions(state: EngineState): Generator<PendingSubscription, void, undefined> {
  for (const { key, state: subscriptionState, value } of state.processMessageSubscriptions.pending()) {
    yield pending(key, subscriptionState === 'CLOSING' ? closeCommand(value) : openCommand(value));
  }
  for (const { key, value } of state.messageSubscriptions.correlating()) {
    yield pending(key, correlateCommand(value, state.partitionId));
  }
  for (const { key, value } of state.messageSubscriptions.doubted()) {
    yield pending(key, openedAcknowledgement(value, state.partitionId));
  }
}

function pending(subscriptionKey: Key, { partitionId, ...command }: AnyProtocolCommand): PendingSubscription {
  return { subscriptionKey, partitionId, command: { ...command, key: NO_KEY } };
}
