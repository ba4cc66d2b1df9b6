// Buckets of the histograms, as dashboards expect them (spec 15 §12).

/** Seconds; for every histogram of durations that has no buckets of its own. */
export const LATENCY_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Seconds that one command, with all it causes, takes. */
export const BATCH_DURATION_BUCKETS = [0.0001, 0.001, 0.01, 0.1, 0.25, 0.5, 1, 2];

export const BATCH_COMMAND_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128];

/** Megabytes of a file. */
export const FILE_MEGABYTE_BUCKETS = [0.01, 0.1, 0.5, 1, 5, 10, 25, 50, 100, 250, 500];

/** Records of one append. */
export const APPEND_RECORD_BUCKETS = [1, 2, 3, 5, 10, 25, 50, 100, 500, 1000];

/** Kilobytes of one append. */
export const APPEND_KILOBYTE_BUCKETS = [0.256, 0.512, 1, 4, 8, 32, 128, 512, 1024, 4096];
