// A broker: it owns a data directory and the partitions in it, and offers them on the bus.
//
// One partition shares the broker's thread; several have a thread each (design §5). The partition code is the same.
import { DEFAULT_LIMITS, type DueCommand, type EngineLimits } from '@grevy/engine';
import { DataDirectory } from '@grevy/log';
import type { Bus, ClusterTopology, CommandRequest } from '@grevy/protocol';
import type { BrokerLogger } from './broker-logger.js';
import type { ExporterSpec } from './exporting/exporter-spec.js';
import { JobStreams } from './job-streams.js';
import { LocalBus } from './local-bus.js';
import { BrokerMetrics } from './metrics/broker-metrics.js';
import { DIRECT_LINKS, type PartitionLinks } from './partition-links.js';
import { PartitionHost } from './partition/partition-host.js';
import type { PartitionPort } from './partition/partition-port.js';
import type { PartitionSettings } from './partition/partition-settings.js';
import type { PartitionSurroundings } from './partition/partition-surroundings.js';
import { SYSTEM_CLOCK, type Clock } from './ports/clock.js';
import { PartitionThread } from './threads/partition-thread.js';

export interface BrokerOptions {
  /** Where log and checkpoints are; undefined keeps everything in memory. */
  readonly dataDirectory: string | undefined;
  readonly partitionCount?: number;
  /** Whether partitions get threads of their own; by default when there is more than one. */
  readonly threads?: boolean;
  /** Version in records and in the topology, `major.minor.patch`. */
  readonly version: string;
  /** Address that the topology shows to clients. */
  readonly advertisedHost: string;
  readonly advertisedPort: number;
  readonly exporters: readonly ExporterSpec[];
  readonly logger: BrokerLogger;
  readonly limits?: EngineLimits;
  /** Only without threads. */
  readonly clock?: Clock;
  /** IANA zone of `now()` in expressions; the system's by default. */
  readonly zone?: string;
  readonly links?: PartitionLinks;
}

export class Broker {
  readonly metrics = new BrokerMetrics(() => this.partitions);
  readonly #jobStreams = new JobStreams();
  readonly #partitions = new Map<number, PartitionPort>();
  readonly #bus: LocalBus;
  #directory: DataDirectory | undefined;

  /**
   * Opens the data directory and recovers its partitions.
   * @throws when the directory is in use by another process, of a newer format, or damaged
   */
  static async start(options: BrokerOptions): Promise<Broker> {
    const broker = new Broker(options);
    try {
      await broker.#open();
    } catch (error) {
      await broker.close();
      throw error;
    }
    return broker;
  }

  private constructor(private readonly options: BrokerOptions) {
    this.#bus = new LocalBus({
      clock: this.#clock,
      jobStreams: this.#jobStreams,
      topology: () => this.#topology(),
    });
  }

  get bus(): Bus {
    return this.#bus;
  }

  get partitions(): readonly PartitionPort[] {
    return [...this.#partitions.values()];
  }

  /** All partitions take commands. */
  get isReady(): boolean {
    return (
      this.#partitions.size === this.#partitionCount &&
      this.partitions.every(({ status }) => status.health === 'HEALTHY')
    );
  }

  /** All partitions take commands, and no exporter is blocked or has failed. */
  get isHealthy(): boolean {
    return this.isReady && this.partitions.every(({ status }) => status.exportersHealthy);
  }

  /** Lets commands in flight end, takes last checkpoints and releases the data directory. */
  async close(): Promise<void> {
    await Promise.all(this.partitions.map((partition) => partition.close()));
    await this.#directory?.close();
  }

  get #clock(): Clock {
    return this.options.clock ?? SYSTEM_CLOCK;
  }

  get #partitionCount(): number {
    return this.options.partitionCount ?? 1;
  }

  async #open(): Promise<void> {
    const { dataDirectory, threads = this.#partitionCount > 1 } = this.options;
    if (dataDirectory !== undefined) this.#directory = await DataDirectory.open(dataDirectory);
    const opened = Array.from({ length: this.#partitionCount }, async (_, index) => {
      const settings = await this.#settingsOf(index + 1);
      const surroundings = this.#surroundingsOf(index + 1);
      return threads
        ? PartitionThread.start(settings, surroundings, this.#jobStreams)
        : PartitionHost.open(settings, surroundings, this.#clock);
    });
    for (const partition of await allOrClosed(opened)) {
      this.#partitions.set(partition.partitionId, partition);
      this.#bus.addPartition(partition);
    }
  }

  async #settingsOf(partitionId: number): Promise<PartitionSettings> {
    const { version, limits, exporters, zone } = this.options;
    return {
      partitionId,
      partitionCount: this.#partitionCount,
      brokerVersion: version,
      limits: limits ?? DEFAULT_LIMITS,
      zone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      directories: await this.#directory?.partition(partitionId),
      exporters,
    };
  }

  #surroundingsOf(partitionId: number): PartitionSurroundings {
    return {
      logger: this.options.logger,
      jobStreams: this.#jobStreams,
      jobsAvailable: (jobType) => this.#bus.jobsAvailable(jobType, partitionId),
      pushJob: (push) => {
        void this.#jobStreams.push(push).then((taken) => {
          if (taken) return;
          const command: DueCommand = { valueType: 'JOB', intent: 'YIELD', key: push.key, value: push.job };
          this.#partitions.get(partitionId)?.write([command]);
        });
      },
      sendCommand: (command) => {
        (this.options.links ?? DIRECT_LINKS).carry(command, (arrived) => this.#deliver(arrived));
      },
      statusChanged: () => this.#bus.topologyChanged(),
    };
  }

  #deliver(command: CommandRequest): void {
    this.#partitions.get(command.partitionId)?.write([command as DueCommand]);
  }

  #topology(): ClusterTopology | undefined {
    if (this.#partitions.size === 0) return undefined;
    const { version, advertisedHost, advertisedPort } = this.options;
    return {
      clusterSize: 1,
      partitionsCount: this.#partitionCount,
      replicationFactor: 1,
      brokers: [
        {
          nodeId: 0,
          host: advertisedHost,
          port: advertisedPort,
          version,
          partitions: this.partitions.map(({ partitionId, status }) => ({
            partitionId,
            leader: status.health !== 'DEAD',
            healthy: status.health === 'HEALTHY',
          })),
        },
      ],
    };
  }
}

/** All partitions, or the first failure after those that did open have been closed again. */
async function allOrClosed(opening: readonly Promise<PartitionPort>[]): Promise<readonly PartitionPort[]> {
  const results = await Promise.allSettled(opening);
  const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return opened;
  await Promise.all(opened.map((partition) => partition.close()));
  throw failed.reason;
}
