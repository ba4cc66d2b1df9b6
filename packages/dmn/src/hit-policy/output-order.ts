// OUTPUT ORDER: the outputs of all matching rules, highest priority first.
import { success } from '../evaluation/outcome.js';
import type { HitPolicy } from './hit-policy.js';
import { results } from './rule-output.js';
import { sortByPriority } from './output-priority.js';

export const OUTPUT_ORDER: HitPolicy = {
  firstMatchOnly: false,
  decide(outputs, columns) {
    const sorted = sortByPriority(outputs, columns);
    if (!sorted.ok) return sorted;
    return success(results(sorted.outputs));
  },
};
