// A partition with everything that belongs to it alone: its log, its checkpoints and its exporters.
import type { RequestId, DueCommand } from '@grevy/engine';
import { LocalLog, MemoryLog, type LogStore } from '@grevy/log';
import type { CommandRequest, ValueType } from '@grevy/protocol';
import { CheckpointCorruptionError, CheckpointStore } from '@grevy/store';
import { PartitionMetrics } from '../metrics/partition-metrics.js';
import { ExporterDirector } from '../exporting/exporter-director.js';
import { watchExporters } from '../exporting/exporter-alarm.js';
import { isHealthy } from '../exporting/exporting-status.js';
import { AdjustableClock } from '../ports/adjustable-clock.js';
import { SYSTEM_CLOCK, type Clock } from '../ports/clock.js';
import { Partition } from './partition.js';
import type { PartitionOperation } from './partition-operation.js';
import type { PartitionPort, PartitionStatus } from './partition-port.js';
import type { PartitionSettings } from './partition-settings.js';
import type { PartitionSurroundings } from './partition-surroundings.js';
import { isProcessingPaused, storeProcessingPaused } from './processing-pause-file.js';
import type { Respond } from './waiting-requests.js';

interface Closable {
  close(): Promise<void>;
}

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
    const opened: Closable[] = [];
    try {
      return await PartitionHost.#open(settings, surroundings, clock, opened);
    } catch (error) {
      // What stays open would keep the process alive, and with it the lock of the data directory.
      for (const part of opened.reverse()) await part.close();
      throw error;
    }
  }

  /** Adds what it has opened to `opened`, in the order in which it did. */
  static async #open(
    settings: PartitionSettings,
    surroundings: PartitionSurroundings,
    clock: Clock,
    opened: Closable[],
  ): Promise<PartitionHost> {
    const { partitionId, directories } = settings;
    const metrics = new PartitionMetrics(partitionId, settings);
    const checkpoints = directories === undefined ? undefined : CheckpointStore.open(directories.state);
    if (checkpoints !== undefined) opened.push(checkpoints);
    const log =
      directories === undefined
        ? new MemoryLog(partitionId)
        : await openLog(directories.log, settings, checkpoints, metrics);
    opened.push(log);
    const exporters = await openExporters(settings, log, surroundings);
    opened.push(exporters);
    watchExporters(exporters, partitionId, surroundings.logger);
    const partition = await openPartition(settings, {
      log,
      checkpoints,
      exporters,
      metrics,
      surroundings,
      clock,
    });
    const host = new PartitionHost(settings, partition, log, checkpoints, exporters, metrics, clock);
    metrics.observeStatus(
      () => host.status,
      () => partition.loopStatus,
    );
    if (log instanceof LocalLog) metrics.observeSegments(() => log.segmentCount);
    if (checkpoints !== undefined) metrics.observeCheckpoint(() => checkpoints.sizeBytes);
    return host;
  }

  private constructor(
    private readonly settings: PartitionSettings,
    readonly partition: Partition,
    private readonly log: LogStore,
    private readonly checkpoints: CheckpointStore | undefined,
    readonly exporters: ExporterDirector,
    private readonly counted: PartitionMetrics,
    private readonly clock: Clock,
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
      exporting: this.exporters.status(),
      phase: partition.phase,
      checkpoint: partition.checkpointStatus,
      flowControl: partition.flowControl,
      lastProcessedPosition: partition.lastProcessedPosition,
      confirmedPosition: partition.confirmedPosition,
      waitingCommands: partition.waitingCommands,
      openIncidents: state.incidents.size,
      bannedInstances: state.bannedInstances.size,
      bufferedMessages: state.messages.table.size,
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

  async operate(operation: PartitionOperation): Promise<void> {
    const { partition, exporters, clock } = this;
    switch (operation.kind) {
      case 'pause-processing':
        partition.pause();
        return this.#storePaused(true);
      case 'resume-processing':
        partition.resume();
        return this.#storePaused(false);
      case 'pause-exporting':
        return exporters.pause();
      case 'soft-pause-exporting':
        return exporters.softPause();
      case 'resume-exporting':
        return exporters.resume();
      case 'disk-space':
        return partition.diskSpace(operation.isEnough);
      case 'ban-instance':
        return partition.ban(operation.processInstanceKey);
      case 'set-clock':
        if (clock instanceof AdjustableClock) clock.set(operation.setting);
    }
  }

  metrics(): Promise<object[]> {
    return this.counted.registry.getMetricsAsJSON();
  }

  async #storePaused(isPaused: boolean): Promise<void> {
    const { directories } = this.settings;
    if (directories !== undefined) await storeProcessingPaused(directories.root, isPaused);
  }

  async close(): Promise<void> {
    await this.partition.close();
    await this.exporters.close();
    await this.checkpoints?.close();
    await this.log.close();
  }
}

async function openLog(
  directory: string,
  { partitionId, segmentBytes }: PartitionSettings,
  checkpoints: CheckpointStore | undefined,
  metrics: PartitionMetrics,
): Promise<LocalLog> {
  const openedAt = performance.now();
  const log = await LocalLog.open({
    directory,
    partitionId,
    durablePosition: checkpoints?.position ?? 0,
    observer: metrics.log,
    ...(segmentBytes === undefined ? {} : { segmentBytes }),
  });
  metrics.log.opened(performance.now() - openedAt);
  return log;
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
  { partitionId, directories, exporters, skippedRecords }: PartitionSettings,
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
    skippedRecords,
    committedPosition: log.lastPosition,
    logger,
  });
}

async function openPartition(settings: PartitionSettings, parts: PartitionParts): Promise<Partition> {
  const { log, checkpoints, exporters, metrics, surroundings, clock } = parts;
  const { partitionId, directories } = settings;
  const { logger } = surroundings;
  const isPaused = directories !== undefined && (await isProcessingPaused(directories.root));
  if (isPaused)
    logger.warn({ partitionId }, 'Processing of the partition is paused; it was before the last stop');
  const openedAt = performance.now();
  return Partition.open({
    environment: {
      partitionId,
      partitionCount: settings.partitionCount,
      brokerVersion: settings.brokerVersion,
      limits: settings.limits,
      jobStreams: surroundings.jobStreams,
      zone: settings.zone,
      systemTimeMs: () => SYSTEM_CLOCK.now(),
      random: Math.random,
      allowsStraightThroughLoops: settings.allowsStraightThroughLoops,
    },
    log,
    checkpoints,
    clock,
    flowControl: settings.flowControl,
    checkpointPeriodMs: settings.checkpointPeriodMs,
    isPaused,
    checks: settings.checks,
    skippedCommands: settings.skippedCommands,
    cachedDecisionModels: settings.cachedDecisionModels,
    lowestExportedPosition: () => exporters.lowestPosition() + 1,
    listener: {
      recovered(recovered) {
        metrics.recovered(recovered, performance.now() - openedAt);
        logger.info({ partitionId, replayedRecords: recovered.replayedRecords }, 'Partition recovered');
      },
      committed(result, timing) {
        metrics.committed(result, timing);
        exporters.notifyCommitted(result.firstPosition + result.recordCount - 1);
      },
      checkpointTaken: (taken) => metrics.checkpointTaken(taken),
      logTrimmed: (durationMs) => metrics.log.trimmed(durationMs),
      jobsAvailable: (jobType) => surroundings.jobsAvailable(jobType),
      pushJob: (push) => surroundings.pushJob(push),
      sendCommand: (command) => surroundings.sendCommand(command),
      checkpointFailed: (error) => logger.error({ error, partitionId }, 'A checkpoint could not be written'),
      failed(error) {
        const advice =
          error instanceof CheckpointCorruptionError ? error.message : 'A restart of the server recovers it.';
        logger.error({ error, partitionId }, `Partition ${partitionId} has stopped. ${advice}`);
        surroundings.statusChanged();
      },
    },
  });
}
