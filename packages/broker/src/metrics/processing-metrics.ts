// How the loop of a partition does: commands, turns and appends (spec 15 §12.1, §12.2).
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { CommitTiming } from '../partition/partition-listener.js';
import type { Recovered } from '../partition/recovery.js';
import type { TurnResult } from '../partition/turn.js';
import {
  APPEND_KILOBYTE_BUCKETS,
  APPEND_RECORD_BUCKETS,
  BATCH_COMMAND_BUCKETS,
  BATCH_DURATION_BUCKETS,
  LATENCY_BUCKETS,
} from './buckets.js';
import { PARTITION_GROUP } from './log-metrics.js';
import { TalliedCounter } from './tallied-counter.js';

export class ProcessingMetrics {
  readonly #records: TalliedCounter;
  readonly #replayed: Counter<'partition'>;
  readonly #recoveryTime: Gauge<'partition'>;
  readonly #latency: Histogram<'partition'>;
  readonly #duration: Histogram<'recordType' | 'partition'>;
  readonly #batchDuration: Histogram<'partition'>;
  readonly #batchCommands: Histogram<'partition'>;
  readonly #appendLatency: Histogram<'partition'>;
  readonly #commitLatency: Histogram<'partition'>;
  readonly #appendRecords: Histogram<'partition'>;
  readonly #appendKilobytes: Histogram<'partition'>;
  readonly #postCommit: Histogram<'partition'>;
  readonly #repetitions: Counter<'partition'>;
  readonly #replaySource: Gauge<'partition'>;
  readonly #replayDuration: Histogram<'partition'>;
  readonly #transitionLatency: Gauge<'partition'>;
  readonly #bootstrapTime: Gauge<'partitionGroupName' | 'partition'>;

  constructor(
    registry: Registry,
    private readonly partition: string,
  ) {
    const registers = [registry];
    const histogram = (name: string, help: string, buckets: number[] = LATENCY_BUCKETS) =>
      new Histogram({ name, help, labelNames: ['partition'] as const, buckets, registers });
    this.#records = new TalliedCounter({
      name: 'zeebe_stream_processor_records_total',
      help: 'Number of records processed, skipped and written by the partition',
      labelNames: ['action'],
      constantLabels: { partition },
      registers,
    });
    this.#replayed = new Counter({
      name: 'zeebe_replay_events_total',
      help: 'Number of records replayed at the start',
      labelNames: ['partition'],
      registers,
    });
    this.#recoveryTime = new Gauge({
      name: 'zeebe_stream_processor_startup_recovery_time',
      help: 'Milliseconds that the last recovery has taken',
      labelNames: ['partition'],
      registers,
    });
    this.#latency = histogram(
      'zeebe_stream_processor_latency',
      'Seconds between the arrival of a command and its processing',
    );
    this.#duration = new Histogram({
      name: 'zeebe_stream_processor_processing_duration',
      help: 'Seconds that the processing of one command takes',
      labelNames: ['recordType', 'partition'],
      buckets: LATENCY_BUCKETS,
      registers,
    });
    this.#batchDuration = histogram(
      'zeebe_stream_processor_batch_processing_duration',
      'Seconds that one command with all it causes takes',
      BATCH_DURATION_BUCKETS,
    );
    this.#batchCommands = histogram(
      'zeebe_stream_processor_batch_processing_commands',
      'Commands of one batch, follow-up commands included',
      BATCH_COMMAND_BUCKETS,
    );
    this.#appendLatency = histogram(
      'zeebe_log_appender_append_latency',
      'Seconds until the log has taken an append',
    );
    this.#commitLatency = histogram(
      'zeebe_log_appender_commit_latency',
      'Seconds until an append is durable',
    );
    this.#appendRecords = histogram(
      'zeebe_sequencer_batch_size',
      'Records of one append',
      APPEND_RECORD_BUCKETS,
    );
    this.#appendKilobytes = histogram(
      'zeebe_sequencer_batch_length_bytes',
      'Kilobytes of one append',
      APPEND_KILOBYTE_BUCKETS,
    );
    this.#postCommit = histogram(
      'zeebe_stream_processor_batch_processing_post_commit_tasks',
      'Seconds until what an append has caused outside was carried out',
      BATCH_DURATION_BUCKETS,
    );
    this.#repetitions = new Counter({
      name: 'zeebe_stream_processor_batch_processing_retry_total',
      help: 'Number of batches that were begun anew because they grew too large',
      labelNames: ['partition'],
      registers,
    });
    this.#replaySource = new Gauge({
      name: 'zeebe_replay_last_source_position',
      help: 'Position of the last command whose results were replayed at the start',
      labelNames: ['partition'],
      registers,
    });
    this.#replayDuration = histogram(
      'zeebe_replay_event_batch_replay_duration',
      'Seconds that the replay of one append takes',
    );
    this.#transitionLatency = new Gauge({
      name: 'zeebe_leader_transition_latency',
      help: 'Milliseconds until the partition took commands',
      labelNames: ['partition'],
      registers,
    });
    this.#bootstrapTime = new Gauge({
      name: 'atomix_partition_server_bootstrap_time',
      help: 'Milliseconds until the partition took commands',
      labelNames: ['partitionGroupName', 'partition'],
      registers,
    });
  }

  /** @param durationMs from the opening of the partition on */
  recovered(
    { replayedRecords, lastProcessedPosition, batchDurationsMs }: Recovered,
    durationMs: number,
  ): void {
    const { partition } = this;
    this.#replayed.inc({ partition }, replayedRecords);
    this.#replaySource.set({ partition }, lastProcessedPosition);
    for (const batchMs of batchDurationsMs) this.#replayDuration.observe({ partition }, batchMs / 1_000);
    this.#recoveryTime.set({ partition }, durationMs);
    this.#transitionLatency.set({ partition }, durationMs);
    this.#bootstrapTime.set({ partitionGroupName: PARTITION_GROUP, partition }, durationMs);
  }

  /** Counts a batch that the log has confirmed. */
  committed(result: TurnResult, { commitMs, postCommitMs }: CommitTiming): void {
    const { partition } = this;
    const { processed, timings } = result;
    this.#records.inc(['processed'], processed.length);
    this.#records.inc(['written'], result.recordCount);
    this.#records.inc(['skipped'], result.skippedCommands);
    this.#repetitions.inc({ partition }, result.repeatedBatches);
    this.#postCommit.observe({ partition }, postCommitMs / 1_000);
    for (const { latencyMs, durationMs, batchCommands } of timings) {
      this.#batchCommands.observe({ partition }, batchCommands);
      this.#latency.observe({ partition }, latencyMs / 1_000);
      this.#duration.observe({ recordType: 'COMMAND', partition }, durationMs / 1_000);
      this.#batchDuration.observe({ partition }, durationMs / 1_000);
    }
    this.#appendLatency.observe({ partition }, commitMs / 1_000);
    this.#commitLatency.observe({ partition }, commitMs / 1_000);
    this.#appendRecords.observe({ partition }, result.recordCount);
    this.#appendKilobytes.observe({ partition }, result.payload.length / 1_024);
  }
}
