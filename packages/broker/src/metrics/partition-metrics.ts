// What one partition counts and measures. It is collected in the thread of the partition (spec 15 §12.1, §12.2).
import { Registry } from 'prom-client';
import type { LoopStatus } from '../partition/loop-status.js';
import type { CheckpointTaken, CommitTiming } from '../partition/partition-listener.js';
import type { PartitionStatus } from '../partition/partition-port.js';
import type { Recovered } from '../partition/recovery.js';
import type { TurnResult } from '../partition/turn.js';
import { CheckpointMetrics } from './checkpoint-metrics.js';
import { EventCounters } from './event-counters.js';
import { ExecutionTimes } from './execution-times.js';
import { LogMetrics } from './log-metrics.js';
import { registerLoopMetrics } from './loop-metrics.js';
import { ProcessingMetrics } from './processing-metrics.js';
import { registerStatusMetrics } from './status-metrics.js';

export interface PartitionMetricsOptions {
  readonly measuresExecutionTimes: boolean;
  readonly organizationId: string;
}

export class PartitionMetrics {
  readonly registry = new Registry();
  readonly log: LogMetrics;
  readonly #partition: string;
  readonly #processing: ProcessingMetrics;
  readonly #checkpoints: CheckpointMetrics;
  readonly #events: EventCounters;
  readonly #executionTimes: ExecutionTimes | undefined;

  constructor(partitionId: number, { measuresExecutionTimes, organizationId }: PartitionMetricsOptions) {
    this.#partition = String(partitionId);
    this.log = new LogMetrics(this.registry, this.#partition);
    this.#processing = new ProcessingMetrics(this.registry, this.#partition);
    this.#checkpoints = new CheckpointMetrics(this.registry, this.#partition);
    this.#events = new EventCounters(this.registry, this.#partition, organizationId);
    this.#executionTimes = measuresExecutionTimes
      ? new ExecutionTimes(this.registry, this.#partition)
      : undefined;
  }

  /** Adds what the status says; call it once. */
  observeStatus(status: () => PartitionStatus, loop: () => LoopStatus): void {
    registerStatusMetrics(this.registry, this.#partition, status);
    registerLoopMetrics(this.registry, this.#partition, loop);
  }

  /** Adds the number of files that hold the log; call it once. */
  observeSegments(count: () => number): void {
    this.log.observeSegments(count);
  }

  /** Adds the size of the newest checkpoint in bytes; call it once. */
  observeCheckpoint(sizeBytes: () => number): void {
    this.#checkpoints.observeSize(sizeBytes);
  }

  /** @param durationMs from the opening of the partition on */
  recovered(recovered: Recovered, durationMs: number): void {
    this.#processing.recovered(recovered, durationMs);
  }

  /** Counts a batch that the log has confirmed. */
  committed(result: TurnResult, timing: CommitTiming): void {
    this.#processing.committed(result, timing);
    this.log.committed(result);
    for (const event of result.countedEvents) {
      this.#events.count(event);
      this.#executionTimes?.count(event);
    }
    for (const task of result.postCommitTasks) this.#events.countTask(task);
  }

  checkpointTaken(taken: CheckpointTaken): void {
    this.#checkpoints.taken(taken);
  }
}
