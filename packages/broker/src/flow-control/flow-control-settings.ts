// The settings of back-pressure, and the limit that they ask for (spec 15 §7). Plain data: sent to partition threads.
import { AimdLimit, type AimdSettings } from './aimd-limit.js';
import type { ConcurrencyLimit } from './concurrency-limit.js';
import { fixedLimit, type FixedSettings } from './fixed-limit.js';
import {
  gradient2Limit,
  gradientLimit,
  type Gradient2Settings,
  type GradientSettings,
} from './gradient-limit.js';
import { VegasLimit, type VegasSettings } from './vegas-limit.js';
import { WindowedLimit } from './windowed-limit.js';

export type FlowControlAlgorithm =
  | ({ readonly algorithm: 'aimd' } & AimdSettings)
  | ({ readonly algorithm: 'fixed' } & FixedSettings)
  | ({ readonly algorithm: 'vegas' } & VegasSettings)
  | ({ readonly algorithm: 'gradient' } & GradientSettings)
  | ({ readonly algorithm: 'gradient2' } & Gradient2Settings);

/** `windowed` does nothing for a fixed limit. */
export type FlowControlSettings = FlowControlAlgorithm & { readonly windowed: boolean };

export const DEFAULT_FLOW_CONTROL: FlowControlSettings = {
  algorithm: 'aimd',
  windowed: true,
  requestTimeoutMs: 200,
  initialLimit: 100,
  minLimit: 1,
  maxLimit: 1_000,
  backoffRatio: 0.9,
};

/** @param now milliseconds of the clock that windows are measured with */
export function concurrencyLimit(settings: FlowControlSettings, now: () => number): ConcurrencyLimit {
  const limit = bareLimit(settings);
  return settings.windowed && settings.algorithm !== 'fixed' ? new WindowedLimit(limit, now) : limit;
}

function bareLimit(settings: FlowControlSettings): ConcurrencyLimit {
  switch (settings.algorithm) {
    case 'aimd':
      return new AimdLimit(settings);
    case 'fixed':
      return fixedLimit(settings);
    case 'vegas':
      return new VegasLimit(settings);
    case 'gradient':
      return gradientLimit(settings);
    case 'gradient2':
      return gradient2Limit(settings);
  }
}
