/** Round robin over the partitions (spec 01 §3.2). */
import type { PartitionTable } from './partitions.js';

/** Where deployments go, and everything else while no partition has a leader. */
export const FIRST_PARTITION = 1;

export class RoundRobin {
  private counter = 0;

  /** The next partition that has a leader; the first partition if none has. Skipped partitions count as visited. */
  next(table: PartitionTable): number {
    for (let tries = 0; tries < table.ids.length; tries++) {
      const partitionId = table.ids[this.counter++ % table.ids.length];
      if (partitionId !== undefined && table.hasLeader(partitionId)) return partitionId;
    }
    return FIRST_PARTITION;
  }
}
