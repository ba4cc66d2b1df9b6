/** Every limit of the log, in one place. Reaching one is an error that names it, never a silent cut. */

/** Size of one segment file. Trimming and recycling work on whole segments. */
export const SEGMENT_BYTES = 64 * 1024 * 1024;

/** Smallest segment that can be configured: one disk block and room for a batch. */
export const MIN_SEGMENT_BYTES = 4096;

/** Largest payload of one batch. A batch never spans two segments. */
export const MAX_BATCH_PAYLOAD_BYTES = 32 * 1024 * 1024;

/** Batches that may wait for the disk at once; the caller slows down before it gets here. */
export const MAX_APPENDS_IN_FLIGHT = 1024;

/** Bytes that one write (and one sync) may cover, so that a burst cannot hold up the batches before it. */
export const MAX_GROUP_BYTES = 8 * 1024 * 1024;

/** Buffers that one vectored write may carry (two per batch; the usual IOV_MAX of an operating system is 1024). */
export const MAX_GROUP_BATCHES = 256;

/** Zeroed or recycled segments kept ready; more are deleted. */
export const MAX_SPARE_SEGMENTS = 2;

/** Bytes of one read of a segment: it starts small at the end of the log and doubles while reading in bulk. */
export const MIN_READ_BYTES = 16 * 1024;
export const MAX_READ_BYTES = 1024 * 1024;

/** Bytes of one step while recovery looks through what lies behind the end of the log. */
export const SCAN_BYTES = 4 * 1024 * 1024;

/** Least time between two notes of how far the log is durable; what a killed process does not note (durable-note.ts). */
export const DURABLE_NOTE_PERIOD_MS = 100;

/** Bytes of records that a log in memory holds. */
export const MAX_MEMORY_LOG_BYTES = 1024 * 1024 * 1024;

/** Writes of at most this many bytes are done at once; the thread waits for them. */
export const MAX_BLOCKING_WRITE_BYTES = 64 * 1024;
