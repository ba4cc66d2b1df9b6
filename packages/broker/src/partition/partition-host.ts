// A partition with everything that belongs to it alone: its log, its checkpoints and its exporters.
import type { RequestId, DueCommand } from '@grevy/engine';
import { LocalLog, MemoryLog, type LogStore } from '@grevy/log';
import type { CommandRequest, ValueType } from '@grevy/protocol';
import { CheckpointStore } from '@grevy/store';
import { PartitionMetrics } from '../metrics/partition-metrics.js';
import { ExporterDirector } from '../exporting/exporter-director.js';
import { isHealthy } from '../exporting/exporting-status.js';
import type { Clock } from '../ports/clock.js';
import { Partition } from './partition.js';
import type { PartitionPort, PartitionStatus } from './partition-port.js';
import type { PartitionSettings } from './partition-settings.js';
import type { PartitionSurroundings } from './partition-surroundings.js';
import type { Respond } from './waiting-requests.js';

export class PartitionHost implements PartitionPort {
  /**
   * Opens the log, recovers the state and starts the exporters and the loop.
   * @throws when the log or the checkpoint is damaged, or an exporter cannot be opened
   */
  static async open(
    settings: PartitionSettings,
    surroundings: PartitionSurroundings,
    clock: Clock,
  ): Promise<PartitionHost> {
    const { partitionId, directories } = settings;
    const checkpoints = directories === undefined ? undefined : CheckpointStore.open(directories.state);
    const log =
      directories === undefined
        ? new MemoryLog(partitionId)
        : await LocalLog.open({
            directory: directories.log,
            partitionId,
            durablePosition: checkpoints?.position ?? 0,
          });
    const exporters = await openExporters(settings, log, surroundings);
    const metrics = new PartitionMetrics(partitionId);
    const partition = await openPartition(settings, {
      log,
      checkpoints,
      exporters,
      metrics,
      surroundings,
      clock,
    });
    return new PartitionHost(partition, log, checkpoints, exporters, metrics);
  }

  private constructor(
    readonly partition: Partition,
    private readonly log: LogStore,
    private readonly checkpoints: CheckpointStore | undefined,
    readonly exporters: ExporterDirector,
    private readonly counted: PartitionMetrics,
  ) {}

  get partitionId(): number {
    return this.partition.partitionId;
  }

  get status(): PartitionStatus {
    const { partition } = this;
    const { state } = partition.engine;
    return {
      health: partition.health,
      exportersHealthy: isHealthy(this.exporters.status()),
      lastProcessedPosition: partition.lastProcessedPosition,
      confirmedPosition: partition.confirmedPosition,
      waitingCommands: partition.waitingCommands,
      openIncidents: state.incidents.size,
      bannedInstances: state.bannedInstances.size,
    };
  }

  submit<V extends ValueType>(request: CommandRequest<V>, respond: Respond): RequestId | undefined {
    return this.partition.submit(request, respond);
  }

  forget(requestId: RequestId): void {
    this.partition.forget(requestId);
  }

  write(commands: readonly DueCommand[]): void {
    this.partition.write(commands);
  }

  checkpoint(): Promise<void> {
    return this.partition.checkpoint();
  }

  metrics(): Promise<object[]> {
    return this.counted.registry.getMetricsAsJSON();
  }

  async close(): Promise<void> {
    await this.partition.close();
    await this.exporters.close();
    await this.checkpoints?.close();
    await this.log.close();
  }
}

interface PartitionParts {
  readonly log: LogStore;
  readonly checkpoints: CheckpointStore | undefined;
  readonly exporters: ExporterDirector;
  readonly metrics: PartitionMetrics;
  readonly surroundings: PartitionSurroundings;
  readonly clock: Clock;
}

function openExporters(
  { partitionId, directories, exporters }: PartitionSettings,
  log: LogStore,
  { logger }: PartitionSurroundings,
): Promise<ExporterDirector> {
  return ExporterDirector.open({
    partitionId,
    log:
      directories === undefined
        ? { kind: 'store', store: log }
        : { kind: 'directory', logDirectory: directories.log, partitionDirectory: directories.root },
    exporters,
    committedPosition: log.lastPosition,
    logger,
  });
}

function openPartition(settings: PartitionSettings, parts: PartitionParts): Promise<Partition> {
  const { log, checkpoints, exporters, metrics, surroundings, clock } = parts;
  const { partitionId } = settings;
  const { logger } = surroundings;
  return Partition.open({
    environment: {
      partitionId,
      partitionCount: settings.partitionCount,
      brokerVersion: settings.brokerVersion,
      limits: settings.limits,
      jobStreams: surroundings.jobStreams,
      zone: settings.zone,
      random: Math.random,
    },
    log,
    checkpoints,
    clock,
    lowestExportedPosition: () => exporters.lowestPosition() + 1,
    listener: {
      recovered(replayedRecords) {
        metrics.recovered(replayedRecords);
        logger.info({ partitionId, replayedRecords }, 'Partition recovered');
      },
      committed(result) {
        metrics.committed(result);
        exporters.notifyCommitted(result.firstPosition + result.recordCount - 1);
      },
      jobsAvailable: (jobType) => surroundings.jobsAvailable(jobType),
      pushJob: (push) => surroundings.pushJob(push),
      sendCommand: (command) => surroundings.sendCommand(command),
      checkpointFailed: (error) => logger.error({ error, partitionId }, 'A checkpoint could not be written'),
      failed(error) {
        logger.error({ error, partitionId }, 'The partition has stopped; restart the broker');
        surroundings.statusChanged();
      },
    },
  });
}
