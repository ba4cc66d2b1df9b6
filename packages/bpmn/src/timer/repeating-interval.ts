// Repeating intervals: `R[n]/[start/]amount` (spec 12 §12.9.4).
import { parseInterval, type Interval } from './interval.js';
import { malformed, parsed, type Parsed } from './parsed.js';

export interface RepeatingInterval {
  /** -1: without end. */
  readonly repetitions: number;
  readonly interval: Interval;
}

export const INFINITE = -1;
const MAX_REPETITIONS = 2 ** 31 - 1;

export function parseRepeatingInterval(text: string): Parsed<RepeatingInterval> {
  const slash = text.indexOf('/');
  if (slash < 0) return malformed('No interval given');
  const count = text.slice(1, slash);
  const repetitions = count === '' ? INFINITE : Number(count);
  if (!/^(?:[+-]?\d+)?$/.test(count) || Math.abs(repetitions) > MAX_REPETITIONS) {
    return malformed('Cannot parse repetitions count');
  }
  const interval = parseInterval(text.slice(slash + 1));
  return interval.ok ? parsed({ repetitions, interval: interval.value }) : interval;
}
