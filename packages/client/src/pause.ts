/** Waiting that can be cut short. */
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { MAX_TIMER_MS } from './limits.js';

/** Resolves after the time, or as soon as the signal is aborted. */
export async function pause(timeMs: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(Math.min(timeMs, MAX_TIMER_MS), undefined, signal === undefined ? {} : { signal }).catch(
    () => undefined,
  );
}

/** Any number of calls and workers may have one signal: that all of them listen to it is no leak to warn of. */
export function sharedSignal(signal: AbortSignal | undefined): void {
  if (signal !== undefined) setMaxListeners(0, signal);
}

/** What the promise settles to, unless the signal is aborted before: then its reason is thrown. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}
