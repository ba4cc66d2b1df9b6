// The index that finds the next message of a process, however many there are that it has got and that have expired
// (spec 12 §12.3.3).
import { MAX_PASSED_PLACES } from '../limits.js';
import { addressOf, addressText, type BufferedMessage } from './buffered-message.js';
import { GroupHeadsIndex, type GroupPlace } from './table/group-heads-index.js';

/** Up to where messages of a place had expired at a time: they will not be alive again. */
interface Passed {
  readonly beforeKey: number;
  readonly now: number;
}

/** Of every address the messages that the same processes have got, oldest first. */
export class MessagesByAddress extends GroupHeadsIndex<BufferedMessage> {
  /** What only wants to be looked at once: messages may wait for their expiry in great numbers. By place, in memory. */
  readonly #passed = new Map<string, Passed>();

  constructor() {
    super(placeOf);
  }

  /** The oldest message of the same place as `message` that is alive at `now`, if it is older than another one. */
  firstAlive(
    message: BufferedMessage,
    now: number,
    youngerKey: number | undefined,
    deadlineOf: (key: number) => number,
  ): number | undefined {
    const { group, subgroup } = placeOf(message, 0);
    const place = textOf({ group, subgroup });
    const passed = this.#passed.get(place);
    const fromKey = passed !== undefined && passed.now <= now ? passed.beforeKey : 0;
    let expiredKey: number | undefined;
    let aliveKey: number | undefined;
    for (const key of this.keysOf(group, subgroup, fromKey)) {
      if (youngerKey !== undefined && key > youngerKey) break;
      if (deadlineOf(key) > now) {
        aliveKey = key;
        break;
      }
      expiredKey = key;
    }
    if (expiredKey !== undefined) {
      if (this.#passed.size >= MAX_PASSED_PLACES) this.#passed.clear();
      this.#passed.set(place, { beforeKey: expiredKey + 1, now });
    }
    return aliveKey;
  }

  /** A message may come to a place, or back to it, among those that were passed. */
  override added(key: number, message: BufferedMessage): void {
    super.added(key, message);
    if (this.#passed.size === 0) return;
    const place = textOf(placeOf(message, key));
    const passed = this.#passed.get(place);
    if (passed !== undefined && key < passed.beforeKey) this.#passed.delete(place);
  }
}

function placeOf({ value, correlatedProcessIds }: BufferedMessage, key: number): GroupPlace {
  const subgroup =
    correlatedProcessIds.length < 2
      ? (correlatedProcessIds[0] ?? '')
      : [...correlatedProcessIds].sort().join('\u0000');
  return { group: addressText(addressOf(value)), subgroup, order: key };
}

function textOf({ group, subgroup }: Pick<GroupPlace, 'group' | 'subgroup'>): string {
  return `${group}\u0000${group.length}\u0000${subgroup}`;
}
