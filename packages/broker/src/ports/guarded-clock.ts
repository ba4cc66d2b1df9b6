// A clock whose callbacks may fail without ending the process.
import type { Clock } from './clock.js';

/** The same clock; an exception of a callback goes to `onError`. */
export function guardedClock(clock: Clock, onError: (error: unknown) => void): Clock {
  const guarded = (callback: () => void) => (): void => {
    try {
      callback();
    } catch (error) {
      onError(error);
    }
  };
  return {
    now: () => clock.now(),
    after: (delayMs, callback) => clock.after(delayMs, guarded(callback)),
    soon: (callback) => clock.soon(guarded(callback)),
  };
}
