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

/** Lifetime of a published message when none is given, in ms. */
export const DEFAULT_MESSAGE_TIME_TO_LIVE_MS = 60 * 60 * 1000;
