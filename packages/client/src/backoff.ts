/** Pauses that grow while something keeps failing. The jitter keeps many clients from coming back all at once. */

/** The pause after the one before, in ms. */
export type Backoff = (previousMs: number) => number;

const MIN_DELAY_MS = 50;
const MAX_DELAY_MS = 5_000;
const FACTOR = 1.6;
const JITTER = 0.1;

/** Grows by 1.6 from 50 ms to 5 s, with 10 % of jitter either way (spec 02, section 3.3). */
export const exponentialBackoff: Backoff = (previousMs) => {
  const nextMs = Math.max(Math.min(MAX_DELAY_MS, previousMs * FACTOR), MIN_DELAY_MS);
  return nextMs * (1 - JITTER + Math.random() * 2 * JITTER);
};
