// `vegas`: as TCP Vegas does, it estimates how many commands wait in the queue from how much longer a command takes
// than the fastest one, and keeps that number between alpha and beta.
import { MAX_ADAPTIVE_LIMIT, SHORTEST_LATENCY_SAMPLES } from '../limits.js';
import { clamped, isUsed, type ConcurrencyLimit, type LatencySample } from './concurrency-limit.js';
import { ShortestLatency } from './shortest-latency.js';

export interface VegasSettings {
  readonly alpha: number;
  readonly beta: number;
  readonly initialLimit: number;
}

export class VegasLimit implements ConcurrencyLimit {
  readonly #shortest = new ShortestLatency(SHORTEST_LATENCY_SAMPLES);
  #limit: number;

  constructor(private readonly settings: VegasSettings) {
    this.#limit = settings.initialLimit;
  }

  get limit(): number {
    return this.#limit;
  }

  observe(sample: LatencySample): void {
    const shortestMs = this.#shortest.observe(sample.latencyMs);
    if (!isUsed(this.#limit, sample)) return;
    const queued = Math.ceil(this.#limit * (1 - shortestMs / sample.latencyMs));
    // Large limits move in larger steps.
    const step = Math.max(1, Math.floor(Math.log10(this.#limit)));
    const { alpha, beta } = this.settings;
    if (queued < alpha) this.#limit = clamped(this.#limit + step, 1, MAX_ADAPTIVE_LIMIT);
    else if (queued > beta) this.#limit = clamped(this.#limit - step, 1, MAX_ADAPTIVE_LIMIT);
  }
}
