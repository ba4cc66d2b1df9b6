// Repeats the commands of message subscriptions that the partition on the other side has not answered (spec 12 §12.6).
//
// When a command was sent is known in memory only: a subscription that is seen for the first time, also after a restart,
// counts as just sent. So a command is repeated in the second run that finds it unanswered, and in every run from then on.
import { pendingSubscriptions, type DueCommand, type EngineState } from '@grevy/engine';
import { DEFAULT_TENANT_ID, type CommandRequest, type Key } from '@grevy/protocol';
import { COMMANDS_PER_CHECK, PENDING_SUBSCRIPTION_RESEND_MS } from '../limits.js';
import type { Clock } from '../ports/clock.js';

export class SubscriptionRepeater {
  /** Epoch ms by subscription, of those that the last run has seen. */
  #sentAt: ReadonlyMap<Key, number> = new Map();
  #isRunning = false;
  #stopped = false;

  constructor(
    private readonly state: EngineState,
    private readonly clock: Clock,
    private readonly write: (commands: readonly DueCommand[]) => void,
    private readonly send: (command: CommandRequest) => void,
  ) {}

  /** One run; it looks at a limited number of subscriptions and lets other work pass before it goes on. */
  repeat(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const sentAt = new Map<Key, number>();
    const pending = pendingSubscriptions(this.state);
    const goOn = (): void => {
      if (this.#stopped) return;
      if (this.#repeatSome(pending, sentAt)) {
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

  /** Returns whether there is more to look at. */
  #repeatSome(pending: ReturnType<typeof pendingSubscriptions>, sentAt: Map<Key, number>): boolean {
    const now = this.clock.now();
    const own: DueCommand[] = [];
    let more = true;
    for (let looked = 0; looked < COMMANDS_PER_CHECK && more; looked += 1) {
      const next = pending.next();
      if (next.done === true) {
        more = false;
        break;
      }
      const { subscriptionKey, partitionId, command } = next.value;
      const lastSentAt = this.#sentAt.get(subscriptionKey) ?? now;
      const isDue = now - lastSentAt > PENDING_SUBSCRIPTION_RESEND_MS;
      sentAt.set(subscriptionKey, isDue ? now : lastSentAt);
      if (!isDue) continue;
      if (partitionId === this.state.partitionId) own.push(command);
      else this.send({ partitionId, ...command, authorizedTenants: [DEFAULT_TENANT_ID] });
    }
    if (own.length > 0) this.write(own);
    return more;
  }
}
