// The broker's metrics: its process, its partitions' states, and what the partitions count (spec 15 §12).
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { CreatedSeries } from './created-series.js';
import { PARTITION_GROUP } from './log-metrics.js';
import type { PartitionPort, PartitionStatus } from '../partition/partition-port.js';

export class BrokerMetrics {
  readonly registry = new Registry();
  readonly #created = new CreatedSeries();

  constructor(private readonly partitions: () => readonly PartitionPort[]) {
    collectDefaultMetrics({ register: this.registry });
    this.#gauge(
      'zeebe_stream_processor_last_processed_position',
      'Position of the last command that was processed',
      (status) => status.lastProcessedPosition,
    );
    this.#gauge(
      'zeebe_log_appender_last_committed_position',
      'Position of the last durable record',
      (status) => status.confirmedPosition,
    );
    this.#gauge(
      'zeebe_pending_incidents_total',
      'Number of open incidents',
      (status) => status.openIncidents,
    );
    this.#gauge(
      'zeebe_banned_instances_total',
      'Number of banned process instances',
      (status) => status.bannedInstances,
    );
    this.#gauge(
      'zeebe_buffered_messages_count',
      'Number of published messages that wait to be correlated',
      (status) => status.bufferedMessages,
    );
    this.#gauge(
      'zeebe_health',
      '1 healthy, 0 an exporter is blocked or the disk is full, -1 dead',
      healthNumber,
    );
    this.#raftGauge(
      'atomix_role',
      'Role of this broker in each partition: 3 leads it, 0 does not',
      ({ health }) => (health === 'DEAD' ? 0 : 3),
    );
    this.#raftGauge(
      'atomix_partition_raft_commit_index',
      'Position of the last durable record',
      ({ confirmedPosition }) => confirmedPosition,
    );
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  #raftGauge(name: string, help: string, read: (status: PartitionStatus) => number): void {
    const { partitions, registry } = this;
    new Gauge({
      name,
      help,
      labelNames: ['partitionGroupName', 'partition'],
      registers: [registry],
      collect() {
        for (const { partitionId, status } of partitions()) {
          this.set({ partitionGroupName: PARTITION_GROUP, partition: String(partitionId) }, read(status));
        }
      },
    });
  }

  /** Everything as Prometheus text. */
  async exposition(): Promise<string> {
    const counted = await Promise.all(this.partitions().map((partition) => partition.metrics()));
    const own = await this.registry.getMetricsAsJSON();
    const all = AggregatorRegistry.aggregate([own, ...counted]);
    const text = await all.metrics();
    return text + (await this.#created.exposition(await all.getMetricsAsJSON()));
  }

  #gauge(name: string, help: string, read: (status: PartitionStatus) => number): void {
    const { partitions, registry } = this;
    new Gauge({
      name,
      help,
      labelNames: ['partition'],
      registers: [registry],
      collect() {
        for (const { partitionId, status } of partitions()) {
          this.set({ partition: String(partitionId) }, read(status));
        }
      },
    });
  }
}

function healthNumber({ health, exportersHealthy }: PartitionStatus): number {
  if (health === 'DEAD') return -1;
  return health === 'HEALTHY' && exportersHealthy ? 1 : 0;
}
