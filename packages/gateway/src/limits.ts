/**
 * Every limit of the gateway. What a user may change is a setting (settings.ts), with the value here as its default
 * or its bound.
 */

/** Largest request, and largest ActivateJobs response, in bytes of the uncompressed protobuf message. */
export const DEFAULT_MAX_MESSAGE_SIZE_BYTES = 4 * 1024 * 1024;

/** Longest duration that a request can carry, in ms (about 142,000 years); longer ones count as this. */
export const MAX_DURATION_MS = 2 ** 52;

/**
 * Room for `grpc-message` and `grpc-status-details-bin` together, in bytes. Java and Go clients refuse responses whose
 * headers exceed 8 KB, so a longer description is cut.
 */
export const MAX_STATUS_HEADER_BYTES = 7 * 1024;

/** Long polls that wait at one gateway at the same time; further ones get RESOURCE_EXHAUSTED. */
export const MAX_OPEN_POLLS = 100_000;

/** Client streams of pushed jobs open at one gateway at the same time; further ones get RESOURCE_EXHAUSTED. */
export const MAX_OPEN_JOB_STREAMS = 100_000;

/** Polls of one job type that run at the same time because jobs became available; the others wait their turn. */
export const MAX_WOKEN_POLLS_PER_TYPE = 64;

/** Calls that one connection may have open at the same time (HTTP/2 SETTINGS_MAX_CONCURRENT_STREAMS). */
export const MAX_CALLS_PER_CONNECTION = 10_000;

/** Bytes of pushed jobs that may wait for a slow client before its stream counts as blocked. */
export const MAX_UNREAD_PUSH_BYTES = 32 * 1024;

/** Pause before a command is sent again to a partition without a reachable leader, in ms. */
export const LEADER_RETRY_INTERVAL_MS = 10;

/** Largest delay that Node's timers keep, in ms (about 24.8 days); a longer wait counts as this. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Job types for which the gateway remembers at which partition the next round of activation starts. */
export const MAX_REMEMBERED_JOB_TYPES = 10_000;
