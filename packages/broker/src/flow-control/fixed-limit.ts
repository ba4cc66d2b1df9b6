// `fixed`: a limit that stays.
import type { ConcurrencyLimit } from './concurrency-limit.js';

export interface FixedSettings {
  readonly limit: number;
}

export function fixedLimit({ limit }: FixedSettings): ConcurrencyLimit {
  return { limit, observe: () => undefined };
}
