// A broker: it owns a data directory and the partitions in it, and offers them on the bus.
//
// One partition shares the broker's thread; several have a thread each (ADR 26). The partition code is the same.
import { DEFAULT_LIMITS, type DueCommand, type EngineLimits } from '@grevy/engine';
import { DataDirectory } from '@grevy/log';
import type { Bus, ClusterTopology, CommandRequest, PartitionTopology } from '@grevy/protocol';
import type { BrokerLogger } from './broker-logger.js';
import { DiskSpaceMonitor } from './disk/disk-space-monitor.js';
import { freeBytesOf, type DiskWatermarks } from './disk/disk-watermarks.js';
import type { ExporterSpec } from './exporting/exporter-spec.js';
import { DEFAULT_FLOW_CONTROL, type FlowControlSettings } from './flow-control/flow-control-settings.js';
import { JobStreams } from './job-streams.js';
import { CHECKPOINT_PERIOD_MS } from './limits.js';
import { LocalBus } from './local-bus.js';
import { registerBrokerGauges } from './metrics/broker-gauges.js';
import { BrokerMetrics } from './metrics/broker-metrics.js';
import { DIRECT_LINKS, type PartitionLinks } from './partition-links.js';
import { PartitionHost } from './partition/partition-host.js';
import type { CheckSettings } from './partition/check-settings.js';
import type { PartitionOperation } from './partition/partition-operation.js';
import type { PartitionPort, PartitionStatus } from './partition/partition-port.js';
import type { PartitionSettings } from './partition/partition-settings.js';
import type { PartitionSurroundings } from './partition/partition-surroundings.js';
import { AdjustableClock } from './ports/adjustable-clock.js';
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
  /** Back-pressure on clients' commands; `none` for none, aimd by default. */
  readonly flowControl?: FlowControlSettings | 'none';
  /** Free space that the disk must have; undefined for no watching. */
  readonly diskWatermarks?: DiskWatermarks | undefined;
  /** Asked for the free space of the data directory; the file system by default. */
  readonly freeBytes?: (directory: string) => Promise<number>;
  /** How often the state is written to disk. */
  readonly checkpointPeriodMs?: number;
  /** Size of one file of the log. */
  readonly segmentBytes?: number;
  /** Whether `adjustableClock` may move the time; not together with `clock`. */
  readonly isClockAdjustable?: boolean;
  /** How often the partitions look for what is due. */
  readonly checks?: CheckSettings;
  /** Positions of commands that are passed over, in every partition. */
  readonly skippedCommands?: readonly number[];
  /** Positions of records that no exporter gets, in every partition. */
  readonly skippedRecords?: readonly number[];
  /** Parsed decision requirements graphs that are kept; all by default. */
  readonly cachedDecisionModels?: number;
  /** Whether processes that would run in circles without ever waiting may be deployed. */
  readonly allowsStraightThroughLoops?: boolean;
  /** Value of the label `organizationId` of metrics; `null` by default. */
  readonly organizationId?: string;
  /** Whether histograms of instance and job times are kept. */
  readonly measuresExecutionTimes?: boolean;
}

export class Broker {
  readonly metrics = new BrokerMetrics(() => this.partitions);
  readonly jobStreams = new JobStreams();
  /** Undefined when the time cannot be moved. Setting it alone moves no partition: see `operateAll`. */
  readonly adjustableClock: AdjustableClock | undefined;
  readonly #partitions = new Map<number, PartitionPort>();
  readonly #bus: LocalBus;
  #directory: DataDirectory | undefined;
  #diskSpace: DiskSpaceMonitor | undefined;

  /**
   * Opens the data directory and recovers its partitions.
   * @throws when the directory is in use by another process, of a newer format or another number of partitions, or
   * damaged
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
    registerBrokerGauges(this.metrics.registry, () => this);
    this.adjustableClock = options.isClockAdjustable === true ? new AdjustableClock() : undefined;
    // Time-outs of requests pass in real time, wherever an adjustable clock stands.
    this.#bus = new LocalBus({
      clock: options.clock ?? SYSTEM_CLOCK,
      jobStreams: this.jobStreams,
      topology: () => this.#topology(),
    });
  }

  get bus(): Bus {
    return this.#bus;
  }

  get partitions(): readonly PartitionPort[] {
    return [...this.#partitions.values()];
  }

  /** All partitions are there; those of a full disk may take no commands for the time being. */
  get isReady(): boolean {
    return (
      this.#partitions.size === this.#partitionCount &&
      this.partitions.every(({ status }) => status.health === 'HEALTHY' || status.health === 'UNHEALTHY')
    );
  }

  /** All partitions take commands, and no exporter is blocked or has failed. */
  get isHealthy(): boolean {
    return (
      this.isReady &&
      this.partitions.every(({ status }) => status.health === 'HEALTHY' && status.exportersHealthy)
    );
  }

  /** Free bytes of the disk with the data, as of the last look; undefined if nobody looks. */
  get freeDiskBytes(): number | undefined {
    return this.#diskSpace?.freeBytes;
  }

  /** Has every partition do something; resolves when all have. */
  async operateAll(operation: PartitionOperation): Promise<void> {
    if (operation.kind === 'set-clock') this.adjustableClock?.set(operation.setting);
    await Promise.all(this.partitions.map((partition) => partition.operate(operation)));
  }

  /** Lets commands in flight end, takes last checkpoints and releases the data directory. */
  async close(): Promise<void> {
    this.#diskSpace?.close();
    await Promise.all(this.partitions.map((partition) => partition.close()));
    await this.#directory?.close();
  }

  get #clock(): Clock {
    return this.options.clock ?? this.adjustableClock ?? SYSTEM_CLOCK;
  }

  get #partitionCount(): number {
    return this.options.partitionCount ?? 1;
  }

  async #open(): Promise<void> {
    const { dataDirectory, threads = this.#partitionCount > 1 } = this.options;
    if (dataDirectory !== undefined) {
      this.#directory = await DataDirectory.open(dataDirectory, this.#partitionCount);
    }
    const opened = Array.from({ length: this.#partitionCount }, async (_, index) => {
      const settings = await this.#settingsOf(index + 1);
      const surroundings = this.#surroundingsOf(index + 1);
      return threads
        ? PartitionThread.start(settings, surroundings, this.jobStreams)
        : PartitionHost.open(settings, surroundings, this.#clock);
    });
    for (const partition of await allOrClosed(opened)) {
      this.#partitions.set(partition.partitionId, partition);
      this.#bus.addPartition(partition);
    }
    await this.#watchDisk();
  }

  async #watchDisk(): Promise<void> {
    const { diskWatermarks, dataDirectory, freeBytes, logger } = this.options;
    if (diskWatermarks === undefined || dataDirectory === undefined) return;
    this.#diskSpace = await DiskSpaceMonitor.start({
      watermarks: diskWatermarks,
      directory: dataDirectory,
      freeBytes: freeBytes ?? freeBytesOf,
      logger,
      onChange: (isEnough) => {
        void this.operateAll({ kind: 'disk-space', isEnough })
          .then(() => this.#bus.topologyChanged())
          .catch((error: unknown) => logger.error({ error }, 'A partition did not hear of the disk space'));
      },
    });
  }

  async #settingsOf(partitionId: number): Promise<PartitionSettings> {
    const { version, limits, exporters, zone, flowControl = DEFAULT_FLOW_CONTROL } = this.options;
    return {
      partitionId,
      partitionCount: this.#partitionCount,
      brokerVersion: version,
      limits: limits ?? DEFAULT_LIMITS,
      zone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      directories: await this.#directory?.partition(partitionId),
      exporters,
      flowControl: flowControl === 'none' ? undefined : flowControl,
      checkpointPeriodMs: this.options.checkpointPeriodMs ?? CHECKPOINT_PERIOD_MS,
      segmentBytes: this.options.segmentBytes,
      checks: this.options.checks,
      skippedCommands: this.options.skippedCommands ?? [],
      skippedRecords: this.options.skippedRecords ?? [],
      cachedDecisionModels: this.options.cachedDecisionModels,
      allowsStraightThroughLoops: this.options.allowsStraightThroughLoops ?? false,
      organizationId: this.options.organizationId ?? 'null',
      isClockAdjustable: this.adjustableClock !== undefined,
      measuresExecutionTimes: this.options.measuresExecutionTimes ?? false,
    };
  }

  #surroundingsOf(partitionId: number): PartitionSurroundings {
    return {
      logger: this.options.logger,
      jobStreams: this.jobStreams,
      jobsAvailable: (jobType) => this.#bus.jobsAvailable(jobType, partitionId),
      pushJob: (push) => {
        void this.jobStreams.push(push).then((taken) => {
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
    const partition = this.#partitions.get(command.partitionId);
    // Without disk space it is lost; the sender repeats it until it is acknowledged (spec 15 §6).
    if (partition?.status.health === 'UNHEALTHY') return;
    partition?.write([command as DueCommand]);
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
            health: topologyHealth(status),
          })),
        },
      ],
    };
  }
}

/** As the topology knows it (spec 01 §6). */
function topologyHealth({ health }: PartitionStatus): PartitionTopology['health'] {
  return health === 'RECOVERING' ? 'UNHEALTHY' : health;
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
