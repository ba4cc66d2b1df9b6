/** Limits and waiting times of exporting, in one place. */

/** Waiting times before a failed export is tried again; the last one repeats (spec 04, section A5). */
export const RETRY_DELAYS_MS: readonly number[] = [2_000, 4_000, 8_000, 10_000];

/** How often acknowledged positions are made durable. A kill repeats at most what was acknowledged meanwhile. */
export const STORE_POSITIONS_INTERVAL_MS = 1_000;

/** Records after which an exporting thread looks at its messages and timers. */
export const RECORDS_PER_TURN = 256;

/** How long a closing exporter may take before its thread is ended. */
export const CLOSE_TIMEOUT_MS = 10_000;

/** Bytes of metadata that an exporter may store. */
export const MAX_METADATA_BYTES = 1024 * 1024;
