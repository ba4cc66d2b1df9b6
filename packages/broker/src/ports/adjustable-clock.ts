// A clock that can be moved, for tests of users: pinned to a moment, or ahead of the real time.
//
// Invariant: delays pass in real time; when the clock is moved past the date of one, it ends at once. So what the
// partition has due happens when the clock is moved, and its periodic work goes on while the clock stands still.
import { SYSTEM_CLOCK, type Clock, type Timer } from './clock.js';

export type ClockSetting =
  | { readonly kind: 'system' }
  | { readonly kind: 'pinned'; readonly atMs: number }
  | { readonly kind: 'offset'; readonly offsetMs: number };

interface Waiting {
  readonly dueAt: number;
  readonly realTimer: Timer;
  readonly callback: () => void;
}

export class AdjustableClock implements Clock {
  readonly #waiting = new Set<Waiting>();
  #setting: ClockSetting = { kind: 'system' };

  get setting(): ClockSetting {
    return this.#setting;
  }

  now(): number {
    switch (this.#setting.kind) {
      case 'system':
        return SYSTEM_CLOCK.now();
      case 'pinned':
        return this.#setting.atMs;
      case 'offset':
        return SYSTEM_CLOCK.now() + this.#setting.offsetMs;
    }
  }

  after(delayMs: number, callback: () => void): Timer {
    const realTimer = SYSTEM_CLOCK.after(delayMs, () => {
      this.#waiting.delete(waiting);
      callback();
    });
    const waiting: Waiting = { dueAt: this.now() + delayMs, realTimer, callback };
    this.#waiting.add(waiting);
    return {
      cancel: () => {
        this.#waiting.delete(waiting);
        realTimer.cancel();
      },
    };
  }

  soon(callback: () => void): void {
    SYSTEM_CLOCK.soon(callback);
  }

  /** Moves the clock; what has become due happens now, in the order of the dates. */
  set(setting: ClockSetting): void {
    this.#setting = setting;
    const now = this.now();
    const due = [...this.#waiting].filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    for (const waiting of due) {
      // One before it may have cancelled it.
      if (!this.#waiting.delete(waiting)) continue;
      waiting.realTimer.cancel();
      waiting.callback();
    }
  }

  /** The setting that moves this clock by so much from where it is. */
  movedBy(offsetMs: number): ClockSetting {
    switch (this.#setting.kind) {
      case 'system':
        return { kind: 'offset', offsetMs };
      case 'pinned':
        return { kind: 'pinned', atMs: this.#setting.atMs + offsetMs };
      case 'offset':
        return { kind: 'offset', offsetMs: this.#setting.offsetMs + offsetMs };
    }
  }
}
