// What one partition counts and measures. It is collected in the thread of the partition (spec 15 §12.1, §12.2).
import { Registry } from 'prom-client';
import type { PartitionStatus } from '../partition/partition-port.js';
import type { TurnResult } from '../partition/turn.js';
import { EventCounters } from './event-counters.js';
import { ExecutionTimes } from './execution-times.js';
import { ProcessingMetrics } from './processing-metrics.js';
import { registerStatusMetrics } from './status-metrics.js';

export class PartitionMetrics {
  readonly registry = new Registry();
  readonly #partition: string;
  readonly #processing: ProcessingMetrics;
  readonly #events: EventCounters;
  readonly #executionTimes: ExecutionTimes | undefined;

  constructor(
    partitionId: number,
    {
      measuresExecutionTimes,
      organizationId,
    }: { readonly measuresExecutionTimes: boolean; readonly organizationId: string },
  ) {
    this.#partition = String(partitionId);
    this.#processing = new ProcessingMetrics(this.registry, this.#partition);
    this.#events = new EventCounters(this.registry, this.#partition, organizationId);
    this.#executionTimes = measuresExecutionTimes
      ? new ExecutionTimes(this.registry, this.#partition)
      : undefined;
  }

  /** Adds what the status says; call it once. */
  observeStatus(status: () => PartitionStatus): void {
    registerStatusMetrics(this.registry, this.#partition, status);
  }

  recovered(replayedRecords: number, durationMs: number): void {
    this.#processing.recovered(replayedRecords, durationMs);
  }

  /** Counts a batch that the log has confirmed `commitMs` after it was appended. */
  committed(result: TurnResult, commitMs: number): void {
    this.#processing.committed(result, commitMs);
    for (const event of result.countedEvents) {
      this.#events.count(event);
      this.#executionTimes?.count(event);
    }
  }

  checkpointTaken(durationMs: number): void {
    this.#processing.checkpointTaken(durationMs);
  }
}
