// COMMAND_DISTRIBUTION events: which partitions have still to acknowledge a distributed command (spec 12 §12.12.1).
import type { Applier } from './applier.js';

export const distributionStarted: Applier<'COMMAND_DISTRIBUTION'> = (state, key, value) => {
  state.pendingDistributions.put(key, { started: value, pending: [] });
};

export const distributing: Applier<'COMMAND_DISTRIBUTION'> = (state, key, { partitionId }) => {
  const distribution = state.pendingDistributions.get(key);
  if (distribution === undefined) return;
  const pending = [...distribution.pending, { partitionId }];
  state.pendingDistributions.put(key, { ...distribution, pending });
};

export const distributionAcknowledged: Applier<'COMMAND_DISTRIBUTION'> = (state, key, value) => {
  const distribution = state.pendingDistributions.get(key);
  if (distribution === undefined) return;
  const pending = distribution.pending.filter(({ partitionId }) => partitionId !== value.partitionId);
  state.pendingDistributions.put(key, { ...distribution, pending });
};

export const distributionFinished: Applier<'COMMAND_DISTRIBUTION'> = (state, key) => {
  state.pendingDistributions.delete(key);
};
