// `gradient` and `gradient2`: the limit is multiplied with the ratio of a latency that is fine to the one that was
// seen, plus some room for a queue. The first compares with the shortest latency, the second with the usual one, so
// that it bears a drift.
import { MAX_ADAPTIVE_LIMIT, SHORTEST_LATENCY_SAMPLES } from '../limits.js';
import { clamped, isUsed, type ConcurrencyLimit, type LatencySample } from './concurrency-limit.js';
import { ShortestLatency } from './shortest-latency.js';
import { UsualLatency } from './usual-latency.js';

export interface GradientSettings {
  readonly minLimit: number;
  readonly initialLimit: number;
  /** How many times the latency that is compared with is still fine; at least 1. */
  readonly rttTolerance: number;
}

export interface Gradient2Settings extends GradientSettings {
  /** Samples over which the usual latency is averaged. */
  readonly longWindow: number;
}

/** What a step may take away at most. */
const STEEPEST_GRADIENT = 0.5;
/** Share of the new limit in the next one, so that a single sample does not shake it. */
const SMOOTHING = 0.2;

export class GradientLimit implements ConcurrencyLimit {
  #limit: number;

  /** @param reference takes a latency into account and gives the one to compare with */
  constructor(
    private readonly settings: GradientSettings,
    private readonly reference: (latencyMs: number) => number,
    private readonly queueRoom: (limit: number) => number,
  ) {
    this.#limit = Math.max(settings.initialLimit, settings.minLimit);
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  observe(sample: LatencySample): void {
    const fineMs = this.reference(sample.latencyMs) * this.settings.rttTolerance;
    if (!isUsed(this.limit, sample)) return;
    const gradient = clamped(fineMs / sample.latencyMs, STEEPEST_GRADIENT, 1);
    const next = this.#limit * gradient + this.queueRoom(this.#limit);
    const smoothed = this.#limit * (1 - SMOOTHING) + next * SMOOTHING;
    this.#limit = clamped(smoothed, this.settings.minLimit, MAX_ADAPTIVE_LIMIT);
  }
}

export function gradientLimit(settings: GradientSettings): ConcurrencyLimit {
  const shortest = new ShortestLatency(SHORTEST_LATENCY_SAMPLES);
  return new GradientLimit(settings, (latencyMs) => shortest.observe(latencyMs), Math.sqrt);
}

export function gradient2Limit(settings: Gradient2Settings): ConcurrencyLimit {
  const usual = new UsualLatency(settings.longWindow);
  return new GradientLimit(
    settings,
    (latencyMs) => usual.observe(latencyMs),
    () => 4,
  );
}
