import { LimitExceeded } from '../failures.js';
import { MAX_VALUE_DEPTH } from '../limits.js';

/** The depth one level further into a value; throws at the limit, so that recursion over values is bounded. */
export function deeper(depth: number): number {
  if (depth < MAX_VALUE_DEPTH) return depth + 1;
  throw new LimitExceeded(`A value is nested more than ${MAX_VALUE_DEPTH} levels deep`);
}
