// The latency of a command that did not have to wait. It is measured anew from time to time, since it may rise for good.

/** Latencies below this are noise of the clock, in ms. */
const SMALLEST_LATENCY_MS = 0.01;

export class ShortestLatency {
  #shortestMs = Infinity;
  #samples = 0;

  constructor(private readonly samplesUntilReset: number) {}

  /** Takes a latency into account; returns the shortest. */
  observe(latencyMs: number): number {
    this.#samples += 1;
    if (this.#samples > this.samplesUntilReset) {
      this.#samples = 0;
      this.#shortestMs = Infinity;
    }
    this.#shortestMs = Math.max(SMALLEST_LATENCY_MS, Math.min(this.#shortestMs, latencyMs));
    return this.#shortestMs;
  }
}
