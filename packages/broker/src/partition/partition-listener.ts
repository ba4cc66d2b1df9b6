// What a partition tells its broker.
import type { JobPush } from '@grevy/engine';
import type { CommandRequest } from '@grevy/protocol';
import type { TurnResult } from './turn.js';

export interface PartitionListener {
  recovered(replayedRecords: number): void;
  /** A batch is durable, `commitMs` after it was appended: exporters may read it. */
  committed(result: TurnResult, commitMs: number): void;
  checkpointTaken(durationMs: number): void;
  jobsAvailable(jobType: string): void;
  pushJob(push: JobPush): void;
  /** A command for another partition. */
  sendCommand(command: CommandRequest): void;
  checkpointFailed(error: unknown): void;
  /** The partition has stopped for good: its log failed, or the engine broke an invariant of its own. */
  failed(error: unknown): void;
}
