/** The partitions of the cluster, as the gateway knows them: which exist, and which have a leader. */
import type { Bus, ClusterTopology } from '@grevy/protocol';

export interface PartitionTable {
  /** Partition ids 1 … n, ascending. Never empty. */
  readonly ids: readonly number[];
  hasLeader(partitionId: number): boolean;
}

export class Partitions {
  private topology: ClusterTopology | undefined;
  private table: PartitionTable | undefined;

  constructor(private readonly bus: Bus) {}

  /** Undefined while the cluster, or its number of partitions, is unknown. */
  current(): PartitionTable | undefined {
    const topology = this.bus.topology();
    if (topology !== this.topology) {
      this.topology = topology;
      this.table = topology === undefined ? undefined : tableOf(topology);
    }
    return this.table;
  }
}

function tableOf({ partitionsCount, brokers }: ClusterTopology): PartitionTable | undefined {
  if (partitionsCount < 1) return undefined;
  const led = new Set<number>();
  for (const broker of brokers) {
    for (const partition of broker.partitions) if (partition.leader) led.add(partition.partitionId);
  }
  return {
    ids: Array.from({ length: partitionsCount }, (_, index) => index + 1),
    hasLeader: (partitionId) => led.has(partitionId),
  };
}

/** All partitions with a leader, in ascending order from the given one, wrapping around. */
export function* ledPartitionsFrom(table: PartitionTable, start: number): Generator<number> {
  const offset = Math.max(0, table.ids.indexOf(start));
  for (let step = 0; step < table.ids.length; step++) {
    const partitionId = table.ids[(offset + step) % table.ids.length];
    if (partitionId !== undefined && table.hasLeader(partitionId)) yield partitionId;
  }
}
