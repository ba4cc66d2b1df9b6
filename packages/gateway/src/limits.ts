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

/** Connections that one gateway has open at the same time; further ones are closed at once. */
export const DEFAULT_MAX_CONNECTIONS = 10_000;

/** Clients that ping more often than this, in ms, are sent away (spec 01 §8.4). */
export const DEFAULT_MIN_KEEP_ALIVE_INTERVAL_MS = 30_000;

/** Pings in a row that may come too early; one more, and the client is sent away (spec 01 §8.4). */
export const MAX_PING_STRIKES = 2;

/** The gateway pings each connection that often, in ms. */
export const DEFAULT_SERVER_PING_INTERVAL_MS = 60_000;

/** A connection that does not answer a ping of the gateway for so long, in ms, is dropped. */
export const DEFAULT_SERVER_PING_TIMEOUT_MS = 20_000;

/** Request headers of a call, in bytes as HTTP/2 counts them: names, values and 32 for each (RFC 9113, §6.5.2). */
export const MAX_REQUEST_HEADER_BYTES = 8 * 1024;

/** Time for a new connection to finish the handshakes of TLS and of HTTP/2, in ms. */
export const DEFAULT_HANDSHAKE_TIMEOUT_MS = 10_000;

/** SETTINGS frames that a client may send over the life of a connection; one more, and it is sent away. */
export const MAX_SETTINGS_FRAMES = 1_000;

/**
 * Streams that a client which resets every stream may have open or reset at once; with more, it is asked to go on over
 * a new connection. The platform allows 1,000.
 */
export const MAX_STREAM_RESETS = 900;

/** How many of those come back in a second. The platform's figure is 33. */
export const STREAM_RESETS_PER_SECOND = 30;

/** Time from the headers of a request to its last byte, in ms; a slower one is reset. */
export const DEFAULT_REQUEST_RECEIVE_TIMEOUT_MS = 30_000;

/** How often requests that take too long are looked for, in ms. */
export const REQUEST_SWEEP_INTERVAL_MS = 1_000;

/** Bytes of requests that are being received or served at the same time; further ones are reset until some have left. */
export const DEFAULT_MAX_REQUEST_BYTES = 256 * 1024 * 1024;

/**
 * Bytes of responses that wait at the gateway because clients read too slowly. Beyond it, the connection that has most
 * of them is cut, and so on.
 */
export const DEFAULT_MAX_UNREAD_RESPONSE_BYTES = 256 * 1024 * 1024;

/** Compressed requests that are unpacked at the same time; the others wait their turn. */
export const MAX_CONCURRENT_INFLATIONS = 4;

/** Time between two log lines about refused connections or calls of one kind, in ms. */
export const REFUSAL_LOG_INTERVAL_MS = 10_000;

/** How far the clocks of a token issuer and the gateway may be said to differ, in ms. */
export const MAX_CLOCK_SKEW_MS = 300_000;

/** Time for an issuer to answer, in ms. */
export const ISSUER_TIMEOUT_MS = 5_000;

/** After a failure, the issuer is not asked again for so long, in ms. */
export const ISSUER_RETRY_MS = 1_000;

/** Time between two fetches of the issuer's keys because of tokens that do not fit them, in ms. */
export const ISSUER_COOLDOWN_MS = 5_000;

/** Keys of an issuer are fetched anew when they are older, in ms. */
export const ISSUER_KEYS_MAX_AGE_MS = 600_000;

/** Verified tokens that are remembered, and answers of an Identity service about them. */
export const MAX_VERIFIED_TOKENS = 10_000;

/** A remembered token is verified again after this time, in ms. */
export const VERIFIED_TOKEN_MAX_AGE_MS = 60_000;

/** Time for an Identity service to tell the tenants of a caller, in ms. */
export const DEFAULT_TENANT_LOOKUP_TIMEOUT_MS = 5_000;

/** After a failure, an Identity service is not asked about the same token again for so long, in ms. */
export const IDENTITY_RETRY_MS = 1_000;

/** An Identity service is asked anew about a token after this time, in ms. */
export const TENANTS_MAX_AGE_MS = 60_000;

/** How often the files of TLS are looked at, in ms. */
export const TLS_RELOAD_INTERVAL_MS = 60_000;
