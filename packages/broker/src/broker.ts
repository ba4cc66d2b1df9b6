// A broker: it owns a data directory and the partitions in it, and offers them on the bus.
import { DEFAULT_LIMITS, type EngineLimits } from '@grevy/engine';
import { DataDirectory, LocalLog, MemoryLog, type LogStore, type PartitionDirectories } from '@grevy/log';
import type { Bus, ClusterTopology } from '@grevy/protocol';
import { CheckpointStore } from '@grevy/store';
import type { BrokerLogger } from './broker-logger.js';
import type { BrokerMetrics } from './broker-metrics.js';
import { ExporterDirector } from './exporting/exporter-director.js';
import type { ExporterSpec } from './exporting/exporter-spec.js';
import { JobStreams } from './job-streams.js';
import { LocalBus } from './local-bus.js';
import { Partition } from './partition/partition.js';
import { SYSTEM_CLOCK, type Clock } from './ports/clock.js';

export interface BrokerOptions {
  /** Where log and checkpoints are; undefined keeps everything in memory. */
  readonly dataDirectory: string | undefined;
  /** Version in records and in the topology, `major.minor.patch`. */
  readonly version: string;
  /** Address that the topology shows to clients. */
  readonly advertisedHost: string;
  readonly advertisedPort: number;
  readonly exporters: readonly ExporterSpec[];
  readonly logger: BrokerLogger;
  readonly metrics: BrokerMetrics;
  readonly limits?: EngineLimits;
  readonly clock?: Clock;
  /** IANA zone of `now()` in expressions; the system's by default. */
  readonly zone?: string;
}

/** What must be closed when a partition closes, besides the partition. */
interface PartitionParts {
  readonly partition: Partition;
  readonly log: LogStore;
  readonly checkpoints: CheckpointStore | undefined;
  readonly exporters: ExporterDirector;
}

const PARTITION_ID = 1;

export class Broker {
  readonly #jobStreams = new JobStreams();
  readonly #bus: LocalBus;
  #directory: DataDirectory | undefined;
  #parts: PartitionParts | undefined;

  /**
   * Opens the data directory and recovers its partitions.
   * @throws when the directory is in use by another process, of a newer format, or damaged
   */
  static async start(options: BrokerOptions): Promise<Broker> {
    const broker = new Broker(options);
    await broker.#open();
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

  /** Whether every partition processes commands and no exporter has given up. */
  get isHealthy(): boolean {
    return this.#parts?.partition.health === 'HEALTHY';
  }

  get partitions(): readonly Partition[] {
    return this.#parts === undefined ? [] : [this.#parts.partition];
  }

  /** Lets commands in flight end, takes a last checkpoint and releases the data directory. */
  async close(): Promise<void> {
    const parts = this.#parts;
    if (parts !== undefined) {
      await parts.partition.close();
      await parts.exporters.close();
      await parts.checkpoints?.close();
      await parts.log.close();
    }
    await this.#directory?.close();
  }

  get #clock(): Clock {
    return this.options.clock ?? SYSTEM_CLOCK;
  }

  async #open(): Promise<void> {
    const { dataDirectory } = this.options;
    if (dataDirectory === undefined) {
      await this.#openPartition(new MemoryLog(PARTITION_ID), undefined, undefined);
      return;
    }
    this.#directory = await DataDirectory.open(dataDirectory);
    const directories = await this.#directory.partition(PARTITION_ID);
    const log = await LocalLog.open({ directory: directories.log, partitionId: PARTITION_ID });
    const checkpoints = CheckpointStore.open(directories.state);
    await this.#openPartition(log, checkpoints, directories);
  }

  async #openPartition(
    log: LogStore,
    checkpoints: CheckpointStore | undefined,
    directories: PartitionDirectories | undefined,
  ): Promise<void> {
    const { logger, metrics } = this.options;
    const exporters = await ExporterDirector.open({
      partitionId: PARTITION_ID,
      log:
        directories === undefined
          ? { kind: 'store', store: log }
          : { kind: 'directory', logDirectory: directories.log, partitionDirectory: directories.root },
      exporters: this.options.exporters,
      committedPosition: log.lastPosition,
      logger,
    });
    const partition: Partition = await Partition.open({
      environment: {
        partitionId: PARTITION_ID,
        partitionCount: 1,
        brokerVersion: this.options.version,
        limits: this.options.limits ?? DEFAULT_LIMITS,
        jobStreams: this.#jobStreams,
        zone: this.#zone,
        random: Math.random,
      },
      log,
      checkpoints,
      clock: this.#clock,
      lowestExportedPosition: () => exporters.lowestPosition() + 1,
      listener: {
        recovered: (replayedRecords) => {
          metrics.recovered(PARTITION_ID, replayedRecords);
          logger.info({ partitionId: PARTITION_ID, replayedRecords }, 'Partition recovered');
        },
        committed: (result) => {
          metrics.committed(PARTITION_ID, result);
          exporters.notifyCommitted(result.firstPosition + result.recordCount - 1);
        },
        jobsAvailable: (jobType) => this.#bus.jobsAvailable(jobType, PARTITION_ID),
        pushJob: (push) => {
          void this.#jobStreams.push(push).then((taken) => {
            if (!taken)
              partition.write([{ valueType: 'JOB', intent: 'YIELD', key: push.key, value: push.job }]);
          });
        },
        sendCommand: () => undefined,
        checkpointFailed: (error) =>
          logger.error({ error, partitionId: PARTITION_ID }, 'A checkpoint could not be written'),
        failed: (error) => {
          logger.error({ error, partitionId: PARTITION_ID }, 'The partition has stopped; restart the broker');
          this.#bus.topologyChanged();
        },
      },
    });
    this.#parts = { partition, log, checkpoints, exporters };
    this.#bus.addPartition(partition);
  }

  get #zone(): string {
    return this.options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  #topology(): ClusterTopology | undefined {
    if (this.#parts === undefined) return undefined;
    const { version, advertisedHost, advertisedPort } = this.options;
    return {
      clusterSize: 1,
      partitionsCount: 1,
      replicationFactor: 1,
      brokers: [
        {
          nodeId: 0,
          host: advertisedHost,
          port: advertisedPort,
          version,
          partitions: [{ partitionId: PARTITION_ID, leader: true, healthy: this.isHealthy }],
        },
      ],
    };
  }
}
