// RULE ORDER: the outputs of all matching rules in the order of the table.
import { success } from '../evaluation/outcome.js';
import type { HitPolicy } from './hit-policy.js';
import { results } from './rule-output.js';

export const RULE_ORDER: HitPolicy = {
  firstMatchOnly: false,
  decide(outputs) {
    return success(results(outputs));
  },
};
