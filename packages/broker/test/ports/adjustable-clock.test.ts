import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../src/ports/adjustable-clock.js';

const HOUR_MS = 3_600_000;

describe('an adjustable clock', () => {
  it('given a pin, then it stands still, and adding moves it', () => {
    const clock = new AdjustableClock();
    clock.set({ kind: 'pinned', atMs: 1_000 });
    expect(clock.now()).toBe(1_000);
    clock.set(clock.movedBy(500));
    expect(clock.now()).toBe(1_500);
    clock.set(clock.movedBy(-2_000));
    expect(clock.now()).toBe(-500);
  });

  it('given an offset, then it goes on from there, and a second one adds up', () => {
    const clock = new AdjustableClock();
    const before = Date.now();
    clock.set(clock.movedBy(HOUR_MS));
    clock.set(clock.movedBy(HOUR_MS));
    expect(clock.now()).toBeGreaterThanOrEqual(before + 2 * HOUR_MS);
    clock.set({ kind: 'system' });
    expect(clock.now()).toBeLessThan(before + HOUR_MS);
  });

  it('when it is moved past delays, then they end at once, in the order of their dates, and the others wait', () => {
    const clock = new AdjustableClock();
    const ended: string[] = [];
    clock.after(2 * HOUR_MS, () => ended.push('second'));
    clock.after(HOUR_MS, () => ended.push('first'));
    clock.after(HOUR_MS, () => ended.push('cancelled')).cancel();
    const late = clock.after(4 * HOUR_MS, () => ended.push('late'));
    clock.set(clock.movedBy(3 * HOUR_MS));
    expect(ended).toEqual(['first', 'second']);
    late.cancel();
  });

  it('when a delay that ends cancels one that is over as well, then that one stays cancelled', () => {
    const clock = new AdjustableClock();
    const ended: string[] = [];
    const second = clock.after(2 * HOUR_MS, () => ended.push('second'));
    clock.after(HOUR_MS, () => second.cancel());
    clock.set(clock.movedBy(3 * HOUR_MS));
    expect(ended).toEqual([]);
  });

  it('given a clock that stands still, then delays pass all the same', async () => {
    const clock = new AdjustableClock();
    clock.set({ kind: 'pinned', atMs: 0 });
    await new Promise<void>((resolve) => clock.after(1, resolve));
    expect(clock.now()).toBe(0);
  });
});
