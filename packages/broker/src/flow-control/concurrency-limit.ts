// How many commands may be in flight: a number that an algorithm adjusts to what it sees (spec 15 §7).

/** One command, or a window of them, that has been processed. */
export interface LatencySample {
  /** From acceptance to the confirmation of the log. */
  readonly latencyMs: number;
  /** Most commands that were in flight meanwhile. */
  readonly inFlight: number;
}

export interface ConcurrencyLimit {
  /** A whole number, at least 1. */
  readonly limit: number;
  observe(sample: LatencySample): void;
}

/** The limit can only be felt, and may only rise, when at least half of it is used. */
export function isUsed(limit: number, { inFlight }: LatencySample): boolean {
  return inFlight * 2 >= limit;
}

export function clamped(limit: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(highest, limit));
}
