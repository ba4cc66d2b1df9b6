import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SYSTEM_CLOCK } from '../../src/ports/clock.js';

const DAY_MS = 86_400_000;

describe('the clock of the system', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([1, 24, 25, 60])('given a delay of %d days, then it calls once, after all of them', (days) => {
    let calls = 0;
    SYSTEM_CLOCK.after(days * DAY_MS, () => (calls += 1));
    vi.advanceTimersByTime(days * DAY_MS - 1);
    expect(calls).toBe(0);
    vi.advanceTimersByTime(1);
    expect(calls).toBe(1);
    vi.advanceTimersByTime(90 * DAY_MS);
    expect(calls).toBe(1);
  });

  it('given a long delay that is cancelled on its way, then it never calls', () => {
    let calls = 0;
    const timer = SYSTEM_CLOCK.after(60 * DAY_MS, () => (calls += 1));
    vi.advanceTimersByTime(30 * DAY_MS);
    timer.cancel();
    vi.advanceTimersByTime(60 * DAY_MS);
    expect(calls).toBe(0);
  });
});
