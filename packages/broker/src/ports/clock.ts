// The clock port: wall time and timers. The simulator and tests bring their own.
import { MAX_TIMER_DELAY_MS } from '../limits.js';

export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls once after the delay, unless cancelled. It does not keep the process alive. */
  after(delayMs: number, callback: () => void): Timer;
  /** Calls as soon as what is running now has ended. */
  soon(callback: () => void): void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    let timer: NodeJS.Timeout;
    // The platform calls at once when a delay is longer than it can keep, so that such a one is kept in parts.
    const wait = (restMs: number): void => {
      const isTooLong = restMs > MAX_TIMER_DELAY_MS;
      timer = isTooLong
        ? setTimeout(() => wait(restMs - MAX_TIMER_DELAY_MS), MAX_TIMER_DELAY_MS)
        : setTimeout(callback, restMs);
      timer.unref();
    };
    wait(delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
  soon(callback) {
    setImmediate(callback);
  },
};
