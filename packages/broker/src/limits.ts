// Every bound of the broker, in one place.

/** Bytes of records after which one turn of the partition's loop ends and is appended. */
export const TURN_BYTES = 200 * 1024;

/** Milliseconds after which a turn ends even if it has written little, so that the process answers others. */
export const TURN_MS = 10;

/** Appends that may be in flight while the partition goes on processing. */
export const APPENDS_IN_FLIGHT = 2;

/** Commands that may wait for the partition; beyond it they are refused with RESOURCE_EXHAUSTED. */
export const MAX_WAITING_COMMANDS = 20_000;

/** Records after which a checkpoint is due, so that a restart replays at most about this many. */
export const RECORDS_PER_CHECKPOINT = 1_000_000;

/** Milliseconds after which a checkpoint is due if anything has happened. */
export const CHECKPOINT_PERIOD_MS = 60_000;

/** Entities that are encoded for a checkpoint in one go; between two goes the partition does other work. */
export const CHECKPOINT_SLICE_ENTITIES = 1_000;

/** Entities of the state that stay in memory; colder ones are read back from the checkpoint when needed. */
export const HOT_ENTITIES = 300_000;

/** Entities that are dropped from memory in one go. */
export const EVICTION_SLICE_ENTITIES = 20_000;

/** Period of the check for distributed commands that were not acknowledged (spec 12 §12.12.2). */
export const DISTRIBUTION_CHECK_MS = 10_000;

/** Period of the check for timed-out jobs (spec 13 §7). */
export const JOB_TIMEOUT_CHECK_MS = 1_000;

/** Resolution of due dates: a check for something due in less than this waits so long (spec 10 §1.6). */
export const DUE_DATE_RESOLUTION_MS = 100;

/**
 * Longest wait for a due date without a look at the clock, which may have been set or have gone on while the machine
 * was suspended.
 */
export const MAX_DUE_DATE_WAIT_MS = 5_000;

/** Pause between two looks for messages whose time to live has ended (spec 12 §12.8). */
export const MESSAGE_EXPIRY_CHECK_MS = 60_000;

/** Pause between two checks that send commands of message subscriptions again that were not answered (spec 12 §12.6). */
export const PENDING_SUBSCRIPTION_CHECK_MS = 30_000;

/** A command of a message subscription that was sent longer ago than this is sent again. */
export const PENDING_SUBSCRIPTION_RESEND_MS = 10_000;

/** Pause between two looks for such commands: how exactly it is known when they were sent. */
export const PENDING_SUBSCRIPTION_LOOK_MS = 10_000;

/** By so much a timer may be early. */
export const TIMER_SLACK_MS = 100;

/** Due things that a check may have on the log at a time, so that other commands pass between them. */
export const COMMANDS_PER_CHECK = 200;

/** Process instances, and jobs, whose times are measured at once; further ones are not. */
export const MAX_MEASURED_EXECUTIONS = 100_000;

/** Highest limit of commands in flight that the adaptive algorithms other than aimd find. */
export const MAX_ADAPTIVE_LIMIT = 1_000;

/** Samples after which the shortest latency is measured anew. */
export const SHORTEST_LATENCY_SAMPLES = 5_000;

/** Window in which latencies are averaged before the limit of commands in flight is adjusted. */
export const FLOW_WINDOW_MS = 1_000;

/** Samples that such a window needs at least. */
export const MIN_FLOW_WINDOW_SAMPLES = 10;

/** Records after which an exporting thread looks at its messages and timers. */
export const RECORDS_PER_EXPORTING_TURN = 256;

/** Bytes of metadata that an exporter may store. */
export const MAX_METADATA_BYTES = 1024 * 1024;

/** How often the thread of a partition tells the broker how the partition is doing. */
export const STATUS_PERIOD_MS = 250;

/** Largest body of a request to the management server. */
export const MAX_MANAGEMENT_BODY_BYTES = 64 * 1024;

/** Period in which the checks behind liveness are sampled (spec 01 §8.7). */
export const HEALTH_SAMPLE_PERIOD_MS = 5_000;

/** How long a check may be down before liveness is, if it was up before (spec 01 §8.7). */
export const MAX_FORGIVEN_DOWNTIME_MS = 300_000;

/** Longest delay that one timer of the platform keeps, in ms (about 24.8 days). */
export const MAX_TIMER_DELAY_MS = 2 ** 31 - 1;
