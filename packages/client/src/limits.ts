/** Every bound and default of the client, in one place. */

/** Largest message in either direction, in bytes. */
export const MAX_MESSAGE_SIZE_BYTES = 4 * 1024 * 1024;

/** How long a call may take by default, in ms. */
export const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;

/** What a call that waits at the gateway (long poll, create with result) gets on top of its waiting time, in ms. */
export const WAITING_CALL_GRACE_MS = 10_000;

/** A connection with open calls is pinged when it was silent for so long, in ms. */
export const DEFAULT_KEEP_ALIVE_MS = 45_000;

/** A connection counts as dead when a ping gets no answer for so long, in ms. */
export const KEEP_ALIVE_TIMEOUT_MS = 20_000;

/** How long a request for a token may take, in ms. */
export const DEFAULT_TOKEN_TIMEOUT_MS = 10_000;

/** A token counts as expired so long before it does, so that it is still good when a call arrives; in ms. */
export const TOKEN_EXPIRY_MARGIN_MS = 5_000;

/** Largest answer of a token endpoint, in characters. */
export const MAX_TOKEN_ANSWER_LENGTH = 64 * 1024;

/** How much of a text of the caller an error shows, in characters. */
export const MAX_SHOWN_VALUE_LENGTH = 60;

/** Lifetime of a published message when none is given, in ms. */
export const DEFAULT_MESSAGE_TIME_TO_LIVE_MS = 60 * 60 * 1000;

/** How often a call is made at most when the gateway is busy or cannot be reached, the first time included. */
export const DEFAULT_RETRY_ATTEMPTS = 12;

/** No attempt of a call starts later than this after its first, in ms. */
export const DEFAULT_RETRY_TOTAL_MS = 30_000;

/** A lost connection is tried again after pauses that grow from and to these, in ms. */
export const MIN_RECONNECT_DELAY_MS = 100;
export const MAX_RECONNECT_DELAY_MS = 2_000;

/** How long a worker has a job locked by default, in ms. */
export const DEFAULT_JOB_TIMEOUT_MS = 5 * 60 * 1000;

/** Jobs that a worker has at the same time by default. */
export const DEFAULT_MAX_JOBS_ACTIVE = 32;

/** Pause of a worker after a poll that brought nothing, in ms. */
export const DEFAULT_POLL_INTERVAL_MS = 100;

/** A worker polls when it has at most this share of the jobs that it may have. */
export const DEFAULT_POLL_THRESHOLD = 0.3;

/** A stream of jobs is opened anew after this time, so that it never outlives its credentials by much; in ms. */
export const DEFAULT_STREAM_LIFETIME_MS = 8 * 60 * 60 * 1000;

/** A stream that lived so long, in ms, counts as a success: the next one is opened without a grown pause. */
export const STABLE_STREAM_MS = 5_000;

/** How long a worker that ends by its deadline takes to hand back jobs that it has not begun, in ms. */
export const HAND_BACK_TIMEOUT_MS = 1_000;

/** Largest delay that Node's timers keep, in ms (about 24.8 days). */
export const MAX_TIMER_MS = 2 ** 31 - 1;
