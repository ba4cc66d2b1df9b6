// The latency that commands usually have: an average in which old samples fade.

/** When the usual latency is this many times the current one, it forgets faster: the load has gone. */
const RECOVERED_RATIO = 2;
const RECOVERY_FACTOR = 0.95;

export class UsualLatency {
  #usualMs: number | undefined;
  readonly #weight: number;

  constructor(samples: number) {
    this.#weight = 2 / (samples + 1);
  }

  /** Takes a latency into account; returns the usual one. */
  observe(latencyMs: number): number {
    const before = this.#usualMs ?? latencyMs;
    const averaged = before + (latencyMs - before) * this.#weight;
    this.#usualMs = averaged > latencyMs * RECOVERED_RATIO ? averaged * RECOVERY_FACTOR : averaged;
    return this.#usualMs;
  }
}
