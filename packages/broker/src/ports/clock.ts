// The clock port: wall time and timers. The simulator and tests bring their own.
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
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
  soon(callback) {
    setImmediate(callback);
  },
};
