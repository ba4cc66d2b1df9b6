// What an engine is told once, when it is made: who it is, its limits, and the few answers it may ask for.
import type { JobStreamRegistry } from './job-streams.js';
import type { EngineLimits } from '../limits.js';

export interface EngineEnvironment {
  readonly partitionId: number;
  readonly partitionCount: number;
  /** `major.minor.patch` that is written into every record. */
  readonly brokerVersion: string;
  readonly limits: EngineLimits;
  /** IANA zone of `now()` and `today()` in expressions. */
  readonly zone: string;
  /** The clock of decisions, in epoch milliseconds (spec 14 §7.2); absent: the time of the command. */
  readonly systemTimeMs?: () => number;
  /** Randomness for expressions: a number in [0, 1). */
  random(): number;
  /** The job streams that are open now; asked when a job becomes available (spec 13 §2.3). */
  readonly jobStreams: JobStreamRegistry;
  /** Whether processes that would run in circles without ever waiting may be deployed (spec 10 §7.6). */
  readonly allowsStraightThroughLoops?: boolean;
}
