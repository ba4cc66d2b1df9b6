// Repeats the commands of message subscriptions that the partition on the other side has not answered (spec 12 §12.6).
//
// When a command was sent is known in memory only, and not exactly: it counts as sent when it is first seen unanswered. So
// it is looked often, and repeated in every third look or so. What is unanswered at a start counts as sent then.
import {
  pendingSubscriptions,
  type DueCommand,
  type EngineState,
  type PendingSubscription,
} from '@grevy/engine';
import { DEFAULT_TENANT_ID, type CommandRequest } from '@grevy/protocol';
import {
  COMMANDS_PER_CHECK,
  PENDING_SUBSCRIPTION_CHECK_MS,
  PENDING_SUBSCRIPTION_RESEND_MS,
  TIMER_SLACK_MS,
} from '../limits.js';
import type { Clock } from '../ports/clock.js';

export class SubscriptionRepeater {
  /** Epoch ms by command, of those that the last look has seen. */
  #sentAt: ReadonlyMap<string, number> = new Map();
  /** Epoch ms of the last look that repeated commands. */
  #repeatedAt: number;
  #isRunning = false;
  #stopped = false;

  constructor(
    private readonly state: EngineState,
    private readonly clock: Clock,
    private readonly write: (commands: readonly DueCommand[]) => void,
    private readonly send: (command: CommandRequest) => void,
  ) {
    this.#repeatedAt = clock.now();
  }

  /**
   * One look at what is unanswered; it repeats commands if the last look that did is long enough ago. It looks at a limited
   * number of subscriptions and lets other work pass before it goes on.
   */
  look(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const repeats = this.#isTimeToRepeat();
    const sentAt = new Map<string, number>();
    const pending = pendingSubscriptions(this.state);
    const goOn = (): void => {
      if (this.#stopped) return;
      if (this.#lookAtSome(pending, sentAt, repeats)) {
        this.clock.soon(goOn);
        return;
      }
      this.#sentAt = sentAt;
      this.#isRunning = false;
    };
    goOn();
  }

  stop(): void {
    this.#stopped = true;
  }

  #isTimeToRepeat(): boolean {
    const now = this.clock.now();
    // The clock may have been set back.
    this.#repeatedAt = Math.min(this.#repeatedAt, now);
    if (now - this.#repeatedAt < PENDING_SUBSCRIPTION_CHECK_MS - TIMER_SLACK_MS) return false;
    this.#repeatedAt = now;
    return true;
  }

  /** Returns whether there is more to look at. */
  #lookAtSome(
    pending: ReturnType<typeof pendingSubscriptions>,
    sentAt: Map<string, number>,
    repeats: boolean,
  ): boolean {
    const now = this.clock.now();
    const own: DueCommand[] = [];
    let more = true;
    for (let looked = 0; looked < COMMANDS_PER_CHECK && more; looked += 1) {
      const next = pending.next();
      if (next.done === true) {
        more = false;
        break;
      }
      const id = idOf(next.value);
      const lastSentAt = Math.min(this.#sentAt.get(id) ?? now, now);
      const isDue = repeats && now - lastSentAt >= PENDING_SUBSCRIPTION_RESEND_MS - TIMER_SLACK_MS;
      sentAt.set(id, isDue ? now : lastSentAt);
      if (!isDue) continue;
      const { partitionId, command } = next.value;
      if (partitionId === this.state.partitionId) own.push(command);
      else this.send({ partitionId, ...command, authorizedTenants: [DEFAULT_TENANT_ID] });
    }
    if (own.length > 0) this.write(own);
    return more;
  }
}

/** A subscription may have been answered since the last look, and wait for the answer to something else. */
function idOf({ subscriptionKey, command: { intent, value } }: PendingSubscription): string {
  return `${subscriptionKey} ${intent} ${'messageKey' in value ? value.messageKey : ''}`;
}
