// COLLECT: the outputs of all matching rules as a list, or what an aggregator makes of them.
import { success } from '../evaluation/outcome.js';
import type { Aggregator } from '../aggregation/aggregator.js';
import type { HitPolicy } from './hit-policy.js';
import { results } from './rule-output.js';

export const COLLECT: HitPolicy = {
  firstMatchOnly: false,
  decide(outputs) {
    return success(results(outputs));
  },
};

/** COLLECT with an aggregator, for tables with one output column. */
export function collectWith(aggregator: Aggregator): HitPolicy {
  return {
    firstMatchOnly: false,
    decide(outputs) {
      return aggregator(outputs.map((output) => output.result()));
    },
  };
}
