// Adjusts a limit once per window of samples instead of with every one: with the average latency, and the most commands
// that were in flight.
import { FLOW_WINDOW_MS, MIN_FLOW_WINDOW_SAMPLES } from '../limits.js';
import type { ConcurrencyLimit, LatencySample } from './concurrency-limit.js';

export class WindowedLimit implements ConcurrencyLimit {
  #endsAt: number | undefined;
  #samples = 0;
  #latencySumMs = 0;
  #mostInFlight = 0;

  /** @param now milliseconds of a clock that the window is measured with */
  constructor(
    private readonly inner: ConcurrencyLimit,
    private readonly now: () => number,
  ) {}

  get limit(): number {
    return this.inner.limit;
  }

  observe({ latencyMs, inFlight }: LatencySample): void {
    const now = this.now();
    this.#endsAt ??= now + FLOW_WINDOW_MS;
    this.#samples += 1;
    this.#latencySumMs += latencyMs;
    this.#mostInFlight = Math.max(this.#mostInFlight, inFlight);
    if (now < this.#endsAt || this.#samples < MIN_FLOW_WINDOW_SAMPLES) return;
    this.inner.observe({ latencyMs: this.#latencySumMs / this.#samples, inFlight: this.#mostInFlight });
    this.#endsAt = now + FLOW_WINDOW_MS;
    this.#samples = 0;
    this.#latencySumMs = 0;
    this.#mostInFlight = 0;
  }
}
