// UNIQUE: only one rule may match.
import { failure, success } from '../evaluation/outcome.js';
import type { HitPolicy } from './hit-policy.js';
import { listed } from './rule-output.js';

export const UNIQUE: HitPolicy = {
  firstMatchOnly: false,
  decide(outputs) {
    const [first] = outputs;
    if (first !== undefined && outputs.length === 1) return success(first.result());
    return failure(`multiple values aren't allowed for UNIQUE hit policy. found: '${listed(outputs)}'`);
  },
};
