/** Which partition a round of activation asks first: a round robin per job type (spec 01 §4.1). */
import { MAX_REMEMBERED_JOB_TYPES } from '../limits.js';
import type { PartitionTable } from '../routing/partitions.js';
import { RoundRobin } from '../routing/round-robin.js';

export class StartPartitions {
  /** In the order of first use: the oldest type is forgotten first, and then simply starts over. */
  private readonly byType = new Map<string, RoundRobin>();

  next(jobType: string, table: PartitionTable): number {
    let roundRobin = this.byType.get(jobType);
    if (roundRobin === undefined) {
      roundRobin = new RoundRobin();
      this.byType.set(jobType, roundRobin);
      if (this.byType.size > MAX_REMEMBERED_JOB_TYPES) this.forgetOldest();
    }
    return roundRobin.next(table);
  }

  private forgetOldest(): void {
    for (const oldest of this.byType.keys()) {
      this.byType.delete(oldest);
      return;
    }
  }
}
