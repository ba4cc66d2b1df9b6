// Brings a partition's state back: the newest checkpoint, then the events of the log after it.
import type { EngineState, Engine } from '@grevy/engine';
import { LogError, type LogStore } from '@grevy/log';
import { BatchReader, decodeRecord, type AnyRecord } from '@grevy/protocol';
import type { CheckpointStore } from '@grevy/store';
import { readCheckpointMetadata, type CheckpointMetadata } from './checkpoint-metadata.js';

export interface Recovered {
  /** Position up to which all commands have been processed. */
  readonly lastProcessedPosition: number;
  /** What `lastProcessedPosition` was when the newest checkpoint was taken; 0 without one. */
  readonly checkpointedProcessedPosition: number;
  /** Commands of the log whose results are not on it, in log order. */
  readonly unprocessed: readonly AnyRecord[];
  readonly replayedRecords: number;
  /** How long each batch of the log has taken. */
  readonly batchDurationsMs: readonly number[];
}

/** @throws {LogError} CORRUPT when the log does not go back to the checkpoint */
export async function recover(
  engine: Engine,
  log: LogStore,
  checkpoints: CheckpointStore | undefined,
): Promise<Recovered> {
  const checkpoint = checkpoints === undefined ? undefined : loadCheckpoint(engine.state, checkpoints);
  return replay(engine, log, checkpoint, checkpoints?.position ?? 0);
}

function loadCheckpoint(state: EngineState, checkpoints: CheckpointStore): CheckpointMetadata | undefined {
  if (checkpoints.position === 0) return undefined;
  for (const table of checkpoints.tables) {
    for (const [key, bytes] of checkpoints.scan(table)) state.tables.load(table, key, bytes);
  }
  const metadata = readCheckpointMetadata(checkpoints.metadata);
  state.keys.restore(metadata.keyCounter);
  return metadata;
}

/**
 * Events after the checkpoint change the state. Commands are read from a little earlier: from the first one that was
 * not yet processed when the checkpoint was taken.
 */
async function replay(
  engine: Engine,
  log: LogStore,
  checkpoint: CheckpointMetadata | undefined,
  checkpointPosition: number,
): Promise<Recovered> {
  let lastProcessedPosition = checkpoint?.lastProcessedPosition ?? 0;
  if (log.firstPosition > lastProcessedPosition + 1) throw gap(log, lastProcessedPosition);
  let commands: AnyRecord[] = [];
  let replayedRecords = 0;
  const batchDurationsMs: number[] = [];
  const batches = log.lastPosition > lastProcessedPosition ? log.read(lastProcessedPosition + 1) : [];
  for await (const batch of batches) {
    const startedAt = performance.now();
    const reader = new BatchReader(batch.payload);
    for (let position = batch.firstPosition; position <= batch.lastPosition; position += 1) {
      const record = decodeRecord(reader);
      if (position > checkpointPosition) {
        engine.replay(record);
        replayedRecords += 1;
      }
      if (record.recordType === 'COMMAND' && !record.processedInBatch) commands.push(record);
      lastProcessedPosition = Math.max(lastProcessedPosition, record.sourceRecordPosition);
    }
    commands = commands.filter((command) => command.position > lastProcessedPosition);
    batchDurationsMs.push(performance.now() - startedAt);
  }
  const checkpointedProcessedPosition = checkpoint?.lastProcessedPosition ?? 0;
  return {
    lastProcessedPosition,
    checkpointedProcessedPosition,
    unprocessed: commands,
    replayedRecords,
    batchDurationsMs,
  };
}

/** The log was let go up to a checkpoint, and that one is gone: what remains would give another state. */
function gap({ partitionId, firstPosition }: LogStore, lastProcessedPosition: number): LogError {
  const checkpoint =
    lastProcessedPosition === 0
      ? 'there is no checkpoint'
      : `the checkpoint ends at ${lastProcessedPosition}`;
  return new LogError(
    'CORRUPT',
    `The log of partition ${partitionId} begins at position ${firstPosition}, but ${checkpoint}: the state cannot be ` +
      'rebuilt. Restore the data directory from a backup.',
  );
}
