// Message subscriptions that have ended lately, and those that were opened although they had (spec 12 §12.6).
//
// A command that opens a subscription may arrive once more, or for the first time, when the subscription has been closed
// already. Nothing in it tells that, so the subscription that it opens is doubted: its opening is acknowledged again, and
// the side of the process instance closes what it does not know. Commands of the own partition are always in order.
//
// Invariant: a memory, not state: a restart forgets what was before its checkpoint. What is forgotten is a subscription that
// stays until its next message; what is doubted without need gets an acknowledgement that is rejected.
import { partitionOfKey, type Key } from '@grevy/protocol';
import { MAX_LOOKS_AT_DOUBTED, MAX_REMEMBERED_SUBSCRIPTIONS } from '../limits.js';

export class EndedSubscriptions {
  /** Two generations: forgetting one entry at a time would have to search for the oldest. */
  #ended = new Set<string>();
  #endedBefore: ReadonlySet<string> = new Set();
  /** By key of the subscription: how often it will be looked at. */
  readonly #doubted = new Map<Key, number>();

  constructor(private readonly ownPartitionId: number) {}

  /** The element waits for the message no longer. */
  end(elementInstanceKey: Key, messageName: string): void {
    if (partitionOfKey(elementInstanceKey) === this.ownPartitionId) return;
    if (this.#ended.size >= MAX_REMEMBERED_SUBSCRIPTIONS / 2) {
      this.#endedBefore = this.#ended;
      this.#ended = new Set();
    }
    this.#ended.add(textOf(elementInstanceKey, messageName));
  }

  /** A subscription is opened; it is doubted if it has ended before. */
  open(subscriptionKey: Key, elementInstanceKey: Key, messageName: string): void {
    if (partitionOfKey(elementInstanceKey) === this.ownPartitionId) return;
    const text = textOf(elementInstanceKey, messageName);
    if (!this.#ended.has(text) && !this.#endedBefore.has(text)) return;
    if (this.#doubted.size >= MAX_REMEMBERED_SUBSCRIPTIONS) this.#doubted.clear();
    this.#doubted.set(subscriptionKey, MAX_LOOKS_AT_DOUBTED);
  }

  /** The subscriptions whose opening is to be acknowledged again, of those for which `isWaiting` holds. */
  *doubted(isWaiting: (subscriptionKey: Key) => boolean): Generator<Key, void, undefined> {
    for (const [key, left] of this.#doubted) {
      if (left === 0 || !isWaiting(key)) {
        this.#doubted.delete(key);
        continue;
      }
      this.#doubted.set(key, left - 1);
      yield key;
    }
  }
}

function textOf(elementInstanceKey: Key, messageName: string): string {
  return `${elementInstanceKey} ${messageName}`;
}
