// What an engine is told once, when it is made: who it is, its limits, and the few answers it may ask for.
import type { FeelRuntime } from '@grevy/feel';
import type { JobStreamRegistry } from './job-streams.js';
import type { EngineLimits } from '../limits.js';

export interface EngineEnvironment {
  readonly partitionId: number;
  readonly partitionCount: number;
  /** `major.minor.patch` that is written into every record. */
  readonly brokerVersion: string;
  readonly limits: EngineLimits;
  /** What expressions may ask for at a time (epoch ms): clock, zone, randomness, budget. */
  feelRuntimeAt(nowMs: number): FeelRuntime;
  /** The job streams that are open now; asked when a job becomes available (spec 13 §2.3). */
  readonly jobStreams: JobStreamRegistry;
}
