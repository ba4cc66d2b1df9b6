// Every bound of the engine, in one place. Each names what happens when it is reached.

export interface EngineLimits {
  /**
   * Commands that one batch may process, the initial command included (spec 10 §1.2.1).
   * Further follow-up commands are written unprocessed and start batches of their own.
   */
  readonly maxCommandsInBatch: number;
  /**
   * Upper bound of one batch in bytes (spec 10 §1.2.2). A batch that exceeds it is rolled back and split;
   * a single command that exceeds it is rejected with EXCEEDED_BATCH_RECORD_SIZE or raises an incident.
   */
  readonly maxBatchBytes: number;
}

export const DEFAULT_LIMITS: EngineLimits = {
  maxCommandsInBatch: 100,
  maxBatchBytes: 4 * 1024 * 1024,
};

/** Error messages of failed jobs and thrown errors are cut to this many characters (spec 13 §3.2). */
export const MAX_ERROR_MESSAGE_CHARACTERS = 10_000;

/** Characters of a command that the rejection after an unexpected error quotes (spec 10 §1.5.1). */
export const MAX_QUOTED_COMMAND_CHARACTERS = 1_024;

/** Longest text, in characters, that a rejected command keeps when it is too large to be written whole. */
export const MAX_KEPT_CHARACTERS = 256;

/** Bytes that a batch must have left besides an entry itself, for jobs and termination batches (spec 13 §4.3). */
export const BATCH_RESERVE_BYTES = 8 * 1024;

/**
 * Children that one PROCESS_INSTANCE_BATCH command activates or terminates. The rest is left to another one, which waits
 * behind the commands of other instances: a scope with many children does not keep them from going on.
 */
export const MAX_CHILDREN_PER_BATCH_COMMAND = 200;

/**
 * Levels of called processes that one termination may end, the innermost first. Each ends inside the one before, so the
 * stack bounds them; beyond the limit the innermost process instance is banned (spec 11 §11.7).
 */
export const MAX_TERMINATED_CALL_DEPTH = 1_000;

/** Lists of fewer items are evaluated and searched anew instead of being remembered (kernel/loop-caches.ts). */
export const MIN_REMEMBERED_ITEMS = 32;

/**
 * Input collections, and output collections, that the engine remembers, and the items of them all; beyond either the
 * least recently used is forgotten.
 */
export const MAX_REMEMBERED_LISTS = 32;
export const MAX_REMEMBERED_ITEMS = 1_000_000;

/** Places among buffered messages of which the engine remembers up to where they have expired (state/messages-by-address.ts). */
export const MAX_PASSED_PLACES = 1_000;

/** Message subscriptions that have ended and that the engine remembers; beyond it the older half is forgotten (state/ended-subscriptions.ts). */
export const MAX_REMEMBERED_SUBSCRIPTIONS = 10_000;

/**
 * Looks for unanswered commands that also find a subscription that had ended before it was opened; its opening is
 * acknowledged again in those that repeat commands, in case one gets lost.
 */
export const MAX_LOOKS_AT_DOUBTED = 12;

/** Returns the limits, or throws when a setting makes no sense (spec 10 §1.2.1). */
export function checkedLimits(limits: EngineLimits): EngineLimits {
  if (limits.maxCommandsInBatch < 1) {
    throw new RangeError(`maxCommandsInBatch must be >= 1 but was ${limits.maxCommandsInBatch}`);
  }
  return limits;
}
