// Checkpoints of the state, under the names that snapshots have in the reference (spec 15 §12.2).
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { CheckpointTaken } from '../partition/partition-listener.js';
import { FILE_MEGABYTE_BUCKETS, LATENCY_BUCKETS } from './buckets.js';

const BYTES_PER_MEGABYTE = 1024 * 1024;

export class CheckpointMetrics {
  readonly #count: Counter<'partition'>;
  readonly #duration: Histogram<'partition'>;
  readonly #persistDuration: Histogram<'partition'>;
  readonly #fileSize: Histogram<'partition'>;

  constructor(
    private readonly registry: Registry,
    private readonly partition: string,
  ) {
    const registers = [registry];
    const labelNames = ['partition'] as const;
    const histogram = (name: string, help: string, buckets: number[]) =>
      new Histogram({ name, help, labelNames, buckets, registers });
    this.#count = new Counter({
      name: 'zeebe_snapshot_count_total',
      help: 'Number of checkpoints of the state that were committed',
      labelNames,
      registers,
    });
    this.#duration = histogram('zeebe_snapshot_duration', 'Seconds that a checkpoint takes', LATENCY_BUCKETS);
    this.#persistDuration = histogram(
      'zeebe_snapshot_persist_duration',
      'Seconds until a written checkpoint is on the disk as a whole',
      LATENCY_BUCKETS,
    );
    this.#fileSize = histogram(
      'zeebe_snapshot_file_size_megabytes',
      'Size of the file with the checkpoint, after each of them',
      FILE_MEGABYTE_BUCKETS,
    );
  }

  observeSize(sizeBytes: () => number): void {
    const { partition } = this;
    const gauge = (name: string, help: string, read: () => number): void => {
      new Gauge({
        name,
        help,
        labelNames: ['partition'],
        registers: [this.registry],
        collect() {
          this.set({ partition }, read());
        },
      });
    };
    gauge('zeebe_snapshot_size_bytes', 'Size of the file with the newest checkpoint', sizeBytes);
    gauge('zeebe_snapshot_chunks_count', 'Files of the newest checkpoint', () => (sizeBytes() > 0 ? 1 : 0));
  }

  taken({ durationMs, persistMs, sizeBytes }: CheckpointTaken): void {
    const { partition } = this;
    this.#count.inc({ partition });
    this.#duration.observe({ partition }, durationMs / 1_000);
    this.#persistDuration.observe({ partition }, persistMs / 1_000);
    this.#fileSize.observe({ partition }, sizeBytes / BYTES_PER_MEGABYTE);
  }
}
