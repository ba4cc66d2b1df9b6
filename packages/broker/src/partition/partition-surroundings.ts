// What a partition asks of the broker around it. All of it happens after the commit.
import type { JobPush, JobStreamRegistry } from '@grevy/engine';
import type { CommandRequest } from '@grevy/protocol';
import type { BrokerLogger } from '../broker-logger.js';

export interface PartitionSurroundings {
  readonly logger: BrokerLogger;
  readonly jobStreams: JobStreamRegistry;
  jobsAvailable(jobType: string): void;
  /** Pushes a job to its stream; when nobody takes it the broker writes YIELD. */
  pushJob(push: JobPush): void;
  /** Brings a command to another partition; it may get lost on the way, the engine's checks send it again. */
  sendCommand(command: CommandRequest): void;
  statusChanged(): void;
}
