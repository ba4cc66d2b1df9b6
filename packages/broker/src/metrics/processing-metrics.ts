// How the loop of a partition does: commands, turns, appends and checkpoints (spec 15 §12.1, §12.2).
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { TurnResult } from '../partition/turn.js';
import {
  APPEND_KILOBYTE_BUCKETS,
  APPEND_RECORD_BUCKETS,
  BATCH_COMMAND_BUCKETS,
  BATCH_DURATION_BUCKETS,
  LATENCY_BUCKETS,
} from './buckets.js';

export class ProcessingMetrics {
  readonly #records: Counter<'action' | 'partition'>;
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
  readonly #checkpoints: Counter<'partition'>;
  readonly #checkpointDuration: Histogram<'partition'>;

  constructor(
    registry: Registry,
    private readonly partition: string,
  ) {
    const registers = [registry];
    const histogram = (name: string, help: string, buckets: number[] = LATENCY_BUCKETS) =>
      new Histogram({ name, help, labelNames: ['partition'] as const, buckets, registers });
    this.#records = new Counter({
      name: 'zeebe_stream_processor_records_total',
      help: 'Number of records processed, skipped and written by the partition',
      labelNames: ['action', 'partition'],
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
      'Commands that one turn of the partition has processed',
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
    this.#checkpoints = new Counter({
      name: 'zeebe_snapshot_count_total',
      help: 'Number of checkpoints of the state that were committed',
      labelNames: ['partition'],
      registers,
    });
    this.#checkpointDuration = histogram('zeebe_snapshot_duration', 'Seconds that a checkpoint takes');
  }

  recovered(replayedRecords: number, durationMs: number): void {
    this.#replayed.inc({ partition: this.partition }, replayedRecords);
    this.#recoveryTime.set({ partition: this.partition }, durationMs);
  }

  /** Counts a batch that the log has confirmed `commitMs` after it was appended. */
  committed(result: TurnResult, commitMs: number): void {
    const { partition } = this;
    const { processed, timings } = result;
    this.#records.inc({ action: 'processed', partition }, processed.length);
    this.#records.inc({ action: 'written', partition }, result.recordCount);
    this.#records.inc({ action: 'skipped', partition }, result.skippedCommands);
    if (processed.length > 0) this.#batchCommands.observe({ partition }, processed.length);
    for (const { latencyMs, durationMs } of timings) {
      this.#latency.observe({ partition }, latencyMs / 1_000);
      this.#duration.observe({ recordType: 'COMMAND', partition }, durationMs / 1_000);
      this.#batchDuration.observe({ partition }, durationMs / 1_000);
    }
    this.#appendLatency.observe({ partition }, commitMs / 1_000);
    this.#commitLatency.observe({ partition }, commitMs / 1_000);
    this.#appendRecords.observe({ partition }, result.recordCount);
    this.#appendKilobytes.observe({ partition }, result.payload.length / 1_024);
  }

  checkpointTaken(durationMs: number): void {
    this.#checkpoints.inc({ partition: this.partition });
    this.#checkpointDuration.observe({ partition: this.partition }, durationMs / 1_000);
  }
}
