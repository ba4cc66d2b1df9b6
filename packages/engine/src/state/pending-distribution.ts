// A command that this partition distributes to all others, until each has acknowledged it (spec 12 §12.12).
import { VALUE_TYPES } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

const pendingPartition = object((field) => ({ partitionId: field.int() }));

export const pendingDistribution = object((field) => ({
  /** As in COMMAND_DISTRIBUTION STARTED: the command with its whole value. */
  started: field.object(VALUE_TYPES.COMMAND_DISTRIBUTION.value),
  /** Partitions that have not acknowledged it, ascending. */
  pending: field.listOf(pendingPartition),
}));
export type PendingDistribution = Infer<typeof pendingDistribution>;
