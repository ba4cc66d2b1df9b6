// `aimd`: additive increase while commands are fast, multiplicative decrease when one is slow (spec 01 §8.9).
import { clamped, isUsed, type ConcurrencyLimit, type LatencySample } from './concurrency-limit.js';

export interface AimdSettings {
  /** Latency above which the limit falls. */
  readonly requestTimeoutMs: number;
  readonly initialLimit: number;
  readonly minLimit: number;
  readonly maxLimit: number;
  /** In [0.5, 1). */
  readonly backoffRatio: number;
}

export class AimdLimit implements ConcurrencyLimit {
  #limit: number;

  constructor(private readonly settings: AimdSettings) {
    this.#limit = clamped(settings.initialLimit, settings.minLimit, settings.maxLimit);
  }

  get limit(): number {
    return this.#limit;
  }

  observe(sample: LatencySample): void {
    const { requestTimeoutMs, backoffRatio, minLimit, maxLimit } = this.settings;
    if (sample.latencyMs > requestTimeoutMs) {
      // Commands that are never refused may exceed the limit; their latency says nothing about it.
      if (sample.inFlight > this.#limit) return;
      this.#limit = clamped(Math.floor(this.#limit * backoffRatio), minLimit, maxLimit);
    } else if (isUsed(this.#limit, sample)) {
      this.#limit = clamped(this.#limit + 1, minLimit, maxLimit);
    }
  }
}
