// The log on the disk, under the names that the journal of Raft has in the reference (spec 15 §12.3). Positions of records
// stand for the indexes of its entries.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { LogObserver } from '@grevy/log';
import type { TurnResult } from '../partition/turn.js';
import { LATENCY_BUCKETS } from './buckets.js';

/** Name that the reference gives to the group of all partitions. */
export const PARTITION_GROUP = 'raft-partition';

const BYTES_PER_KIB = 1024;

export class LogMetrics implements LogObserver {
  readonly #appendLatency: Histogram<'partition'>;
  readonly #flushTimes: readonly Histogram<'partition'>[];
  readonly #appends: Counter<'partition'>;
  readonly #appendedKib: Counter<'partition'>;
  readonly #openTime: Gauge<'partition'>;
  readonly #commits: Counter<'partitionGroupName' | 'partition'>;
  readonly #compactionTime: Histogram<'partitionGroupName' | 'partition'>;

  constructor(
    private readonly registry: Registry,
    private readonly partition: string,
  ) {
    const registers = [registry];
    const labelNames = ['partition'] as const;
    const groupLabels = ['partitionGroupName', 'partition'] as const;
    const histogram = (name: string, help: string) =>
      new Histogram({ name, help, labelNames, buckets: LATENCY_BUCKETS, registers });
    const counter = (name: string, help: string) => new Counter({ name, help, labelNames, registers });
    this.#appendLatency = histogram(
      'atomix_journal_append_latency',
      'Seconds until the operating system has taken what was written to the log',
    );
    this.#flushTimes = [
      histogram('atomix_journal_flush_time', 'Seconds until what was written to the log is on the disk'),
      histogram(
        'atomix_segment_flush_time',
        'Seconds until what was written to a file of the log is on the disk',
      ),
    ];
    this.#appends = counter('atomix_journal_append_rate_total', 'Number of appends to the log');
    this.#appendedKib = counter('atomix_journal_append_data_rate_total', 'KiB appended to the log');
    this.#openTime = new Gauge({
      name: 'atomix_journal_open_time',
      help: 'Seconds until the log was open and recovered',
      labelNames,
      registers,
    });
    this.#commits = new Counter({
      name: 'atomix_commit_entries_rate_total',
      help: 'Number of appends that are durable',
      labelNames: groupLabels,
      registers,
    });
    this.#compactionTime = new Histogram({
      name: 'atomix_compaction_time_ms',
      help: 'Milliseconds until what nobody needs any more was removed from the log',
      labelNames: groupLabels,
      buckets: LATENCY_BUCKETS,
      registers,
    });
  }

  observeSegments(count: () => number): void {
    const { partition } = this;
    new Gauge({
      name: 'atomix_segment_count',
      help: 'Files that hold the log',
      labelNames: ['partition'],
      registers: [this.registry],
      collect() {
        this.set({ partition }, count());
      },
    });
  }

  opened(durationMs: number): void {
    this.#openTime.set({ partition: this.partition }, durationMs / 1_000);
  }

  written(durationMs: number): void {
    this.#appendLatency.observe({ partition: this.partition }, durationMs / 1_000);
  }

  synced(durationMs: number): void {
    for (const times of this.#flushTimes) times.observe({ partition: this.partition }, durationMs / 1_000);
  }

  committed({ payload }: TurnResult): void {
    const { partition } = this;
    this.#appends.inc({ partition });
    this.#appendedKib.inc({ partition }, payload.length / BYTES_PER_KIB);
    this.#commits.inc({ partitionGroupName: PARTITION_GROUP, partition });
  }

  trimmed(durationMs: number): void {
    this.#compactionTime.observe(
      { partitionGroupName: PARTITION_GROUP, partition: this.partition },
      durationMs,
    );
  }
}
