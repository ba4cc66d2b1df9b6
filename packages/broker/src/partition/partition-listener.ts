// What a partition tells its broker.
import type { JobPush } from '@grevy/engine';
import type { CommandRequest } from '@grevy/protocol';
import type { Recovered } from './recovery.js';
import type { TurnResult } from './turn.js';

export interface CommitTiming {
  /** From the append to its confirmation. */
  readonly commitMs: number;
  /** What the batch has caused outside was carried out in this time. */
  readonly postCommitMs: number;
}

export interface CheckpointTaken {
  readonly durationMs: number;
  /** The last step of it: until it was on the disk as a whole. */
  readonly persistMs: number;
  readonly sizeBytes: number;
}

export interface PartitionListener {
  recovered(recovered: Recovered): void;
  /** A batch is durable: exporters may read it. */
  committed(result: TurnResult, timing: CommitTiming): void;
  checkpointTaken(taken: CheckpointTaken): void;
  /** What nobody needs any more was removed from the log. */
  logTrimmed(durationMs: number): void;
  jobsAvailable(jobType: string): void;
  pushJob(push: JobPush): void;
  /** A command for another partition. */
  sendCommand(command: CommandRequest): void;
  checkpointFailed(error: unknown): void;
  /** The partition has stopped for good: its log failed, or the engine broke an invariant of its own. */
  failed(error: unknown): void;
}
