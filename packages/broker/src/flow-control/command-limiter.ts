// Back-pressure of one partition: clients' commands beyond the limit are refused (spec 15 §7, spec 01 §8.9).
//
// In flight is what was accepted and is not yet processed, whether its client still waits or not: a command that waits
// for the end of its process instance is not in flight any more.
import type { RequestId } from '@grevy/engine';
import type { Clock } from '../ports/clock.js';
import { isExempt, type CommandKind } from './exempt-commands.js';
import { concurrencyLimit, type FlowControlSettings } from './flow-control-settings.js';
import type { ConcurrencyLimit } from './concurrency-limit.js';

/** What can be seen of back-pressure from outside. */
export interface FlowControlStatus {
  readonly inFlight: number;
  /** Infinite without back-pressure. */
  readonly limit: number;
  /** Commands received from clients, refused ones included. */
  readonly received: number;
  readonly refused: number;
}

export class CommandLimiter {
  /** When each command in flight was accepted. */
  readonly #acceptedAt = new Map<RequestId, number>();
  readonly #limit: ConcurrencyLimit | undefined;
  #received = 0;
  #refused = 0;

  /** @param settings undefined for no back-pressure */
  constructor(
    settings: FlowControlSettings | undefined,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.#limit = settings === undefined ? undefined : concurrencyLimit(settings, () => this.clock.now());
  }

  get status(): FlowControlStatus {
    return {
      inFlight: this.#acceptedAt.size,
      limit: this.#limit?.limit ?? Infinity,
      received: this.#received,
      refused: this.#refused,
    };
  }

  /** Whether a client's command may be accepted now. */
  admits(command: CommandKind): boolean {
    this.#received += 1;
    const isFull = this.#limit !== undefined && this.#acceptedAt.size >= this.#limit.limit;
    if (!isFull || isExempt(command)) return true;
    this.#refused += 1;
    return false;
  }

  accepted(requestId: RequestId): void {
    this.#acceptedAt.set(requestId, this.clock.now());
  }

  processed(requestId: RequestId): void {
    const acceptedAt = this.#acceptedAt.get(requestId);
    if (acceptedAt === undefined) return;
    const inFlight = this.#acceptedAt.size;
    this.#acceptedAt.delete(requestId);
    this.#limit?.observe({ latencyMs: Math.max(this.clock.now() - acceptedAt, 0), inFlight });
  }

  /** The partition has stopped: nothing is in flight any more. */
  clear(): void {
    this.#acceptedAt.clear();
  }
}
