// `/actuator/partitions`: the state of every partition, and what operators do to all of them (spec 15 §11).
import type { Broker } from '../../broker.js';
import type { PartitionOperation } from '../../partition/partition-operation.js';
import type { PartitionStatus } from '../../partition/partition-port.js';
import { json, NO_CONTENT, NOT_STARTED, type Endpoint } from '../endpoint.js';

const OPERATIONS: Readonly<Record<string, PartitionOperation['kind']>> = {
  pauseProcessing: 'pause-processing',
  resumeProcessing: 'resume-processing',
  pauseExporting: 'pause-exporting',
  softPauseExporting: 'soft-pause-exporting',
  resumeExporting: 'resume-exporting',
};

export function partitions(broker: () => Broker | undefined): Endpoint {
  return {
    id: 'partitions',
    path: '/actuator/partitions',
    methods: ['GET', 'POST'],
    async answer({ method, below: [operation, ...rest] }) {
      const running = broker();
      if (running === undefined) return NOT_STARTED;
      if (rest.length > 0) return { status: 404 };
      if (method === 'GET') return operation === undefined ? shown(running) : { status: 404 };
      return (await operate(running, operation ?? '')) ? shown(running) : NO_CONTENT;
    },
  };
}

/** False for an operation that does not exist. */
async function operate(broker: Broker, operation: string): Promise<boolean> {
  if (operation === 'takeSnapshot' || operation === 'prepareUpgrade') {
    if (operation === 'prepareUpgrade') await broker.operateAll({ kind: 'pause-processing' });
    await Promise.all(broker.partitions.map((partition) => partition.checkpoint()));
    return true;
  }
  const kind = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  switch (kind) {
    case 'pause-processing':
    case 'resume-processing':
    case 'pause-exporting':
    case 'soft-pause-exporting':
    case 'resume-exporting':
      await broker.operateAll({ kind });
      return true;
    default:
      return false;
  }
}

function shown({ partitions }: Broker) {
  return json(
    Object.fromEntries(partitions.map(({ partitionId, status }) => [partitionId, shownPartition(status)])),
  );
}

function shownPartition({ health, phase, exporting, checkpoint, lastProcessedPosition }: PartitionStatus) {
  return {
    role: health === 'DEAD' ? 'INACTIVE' : 'LEADER',
    processedPosition: lastProcessedPosition,
    snapshotId: checkpoint === undefined ? null : snapshotId(checkpoint),
    processedPositionInSnapshot: checkpoint?.processedPosition ?? null,
    streamProcessorPhase: phase,
    exporterPhase: exporting.phase,
    exportedPosition: exportedPosition(exporting),
  };
}

/** Index, term, processed and exported position; the index of a checkpoint is its own position, and its term is 1. */
function snapshotId({
  position,
  processedPosition,
  exportedPosition,
}: NonNullable<PartitionStatus['checkpoint']>): string {
  return [position, 1, processedPosition, exportedPosition].join('-');
}

/** What all exporters have acknowledged, -1 if one has acknowledged nothing or there is none. */
function exportedPosition({ exporters }: PartitionStatus['exporting']): number {
  const positions = exporters.map(({ acknowledgedPosition }) => acknowledgedPosition);
  return positions.length === 0 ? -1 : Math.min(...positions);
}
