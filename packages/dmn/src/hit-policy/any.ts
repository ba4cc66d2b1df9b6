// ANY: several rules may match if their outputs are equal.
import { failure, success } from '../evaluation/outcome.js';
import type { HitPolicy } from './hit-policy.js';
import { listed, type RuleOutput } from './rule-output.js';

export const ANY: HitPolicy = {
  firstMatchOnly: false,
  decide(outputs) {
    const different = distinct(outputs);
    const [first] = different;
    if (first !== undefined && different.length === 1) return success(first.result());
    return failure(`different values aren't allowed for ANY hit policy. found: '${listed(different)}'`);
  },
};

function distinct(outputs: readonly RuleOutput[]): readonly RuleOutput[] {
  const found: RuleOutput[] = [];
  for (const output of outputs) {
    if (!found.some((other) => other.equals(output))) found.push(output);
  }
  return found;
}
