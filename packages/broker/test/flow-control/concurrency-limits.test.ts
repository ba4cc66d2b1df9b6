// How each algorithm moves its limit with what it sees.
import { describe, expect, it } from 'vitest';
import { AimdLimit } from '../../src/flow-control/aimd-limit.js';
import type { ConcurrencyLimit } from '../../src/flow-control/concurrency-limit.js';
import {
  concurrencyLimit,
  DEFAULT_FLOW_CONTROL,
  type FlowControlSettings,
} from '../../src/flow-control/flow-control-settings.js';

const AIMD = { requestTimeoutMs: 200, initialLimit: 100, minLimit: 1, maxLimit: 1_000, backoffRatio: 0.9 };

function observe(limit: ConcurrencyLimit, times: number, latencyMs: number, inFlight: number): number {
  for (let each = 0; each < times; each += 1) limit.observe({ latencyMs, inFlight });
  return limit.limit;
}

describe('aimd', () => {
  it('given fast commands that use half of the limit, then it rises by one each', () => {
    expect(observe(new AimdLimit(AIMD), 5, 10, 60)).toBe(105);
  });

  it('given fast commands that use less, then it stays', () => {
    expect(observe(new AimdLimit(AIMD), 5, 10, 49)).toBe(100);
  });

  it('given slow commands, then it falls by the ratio, down to the lowest', () => {
    expect(observe(new AimdLimit(AIMD), 1, 201, 10)).toBe(90);
    expect(observe(new AimdLimit(AIMD), 1_000, 201, 1)).toBe(1);
  });

  it('given slow commands that exceed the limit, because they are never refused, then it stays', () => {
    expect(observe(new AimdLimit(AIMD), 1, 201, 101)).toBe(100);
  });

  it('given fast commands without end, then it stops at the highest', () => {
    expect(observe(new AimdLimit(AIMD), 2_000, 1, 1_000)).toBe(1_000);
  });
});

describe('windows', () => {
  it('given a window, then the limit moves once, by the average, when it is over', () => {
    let now = 0;
    const limit = concurrencyLimit(DEFAULT_FLOW_CONTROL, () => now);
    expect(observe(limit, 50, 10, 100)).toBe(100);
    now = 1_000;
    expect(observe(limit, 1, 10, 100)).toBe(101);
    expect(observe(limit, 50, 500, 100)).toBe(101);
    now = 2_000;
    expect(observe(limit, 1, 500, 100)).toBe(90);
  });

  it('given few samples, then the window goes on', () => {
    let now = 0;
    const limit = concurrencyLimit(DEFAULT_FLOW_CONTROL, () => now);
    observe(limit, 1, 10, 100);
    now = 5_000;
    expect(observe(limit, 5, 10, 100)).toBe(100);
  });
});

const ADAPTIVE: readonly FlowControlSettings[] = [
  { algorithm: 'vegas', windowed: false, alpha: 3, beta: 6, initialLimit: 20 },
  { algorithm: 'gradient', windowed: false, minLimit: 10, initialLimit: 20, rttTolerance: 2 },
  {
    algorithm: 'gradient2',
    windowed: false,
    minLimit: 10,
    initialLimit: 20,
    rttTolerance: 2,
    longWindow: 600,
  },
];

describe.each(ADAPTIVE)('$algorithm', (settings) => {
  it('given latencies that stay, then the limit rises', () => {
    const limit = concurrencyLimit(settings, () => 0);
    expect(observe(limit, 100, 10, 1_000)).toBeGreaterThan(30);
  });

  it('given a limit that is hardly used, then it stays', () => {
    const limit = concurrencyLimit(settings, () => 0);
    expect(observe(limit, 100, 10, 2)).toBe(20);
  });

  it('given latencies that grow many times, then the limit falls, but never below one', () => {
    const limit = concurrencyLimit(settings, () => 0);
    const before = observe(limit, 100, 10, 1_000);
    const after = observe(limit, 30, 1_000, 1_000);
    expect(after).toBeLessThan(before);
    expect(observe(limit, 300, 10_000, 1_000)).toBeGreaterThanOrEqual(1);
  });
});

describe('fixed', () => {
  it('stays, whatever it sees', () => {
    const limit = concurrencyLimit({ algorithm: 'fixed', windowed: true, limit: 20 }, () => 0);
    expect(observe(limit, 100, 5_000, 20)).toBe(20);
    expect(observe(limit, 100, 1, 20)).toBe(20);
  });
});
