// How often the partition looks for what is due, and how much it takes at a time (spec 15 §8). Plain data: sent to threads.
import { COMMANDS_PER_CHECK, JOB_TIMEOUT_CHECK_MS, MESSAGE_EXPIRY_CHECK_MS } from '../limits.js';

export interface CheckSettings {
  readonly jobTimeoutPeriodMs: number;
  /** At most `COMMANDS_PER_CHECK`, whatever is given. */
  readonly jobsPerTimeoutCheck: number;
  readonly messageExpiryPeriodMs: number;
  /** At most `COMMANDS_PER_CHECK`, whatever is given. */
  readonly messagesPerExpiryCheck: number;
}

export const DEFAULT_CHECKS: CheckSettings = {
  jobTimeoutPeriodMs: JOB_TIMEOUT_CHECK_MS,
  jobsPerTimeoutCheck: COMMANDS_PER_CHECK,
  messageExpiryPeriodMs: MESSAGE_EXPIRY_CHECK_MS,
  messagesPerExpiryCheck: COMMANDS_PER_CHECK,
};
