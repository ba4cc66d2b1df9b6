// PRIORITY: the matching rule whose outputs have the highest priority.
import { success } from '../evaluation/outcome.js';
import type { HitPolicy } from './hit-policy.js';
import { sortByPriority } from './output-priority.js';

export const PRIORITY: HitPolicy = {
  firstMatchOnly: false,
  decide(outputs, columns) {
    const sorted = sortByPriority(outputs, columns);
    if (!sorted.ok) return sorted;
    return success(sorted.outputs[0]?.result() ?? null);
  },
};
