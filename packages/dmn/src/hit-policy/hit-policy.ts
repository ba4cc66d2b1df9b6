// What a hit policy is (DMN clause 8.2.10): it makes one result of the outputs of the rules that match.
import type { Outcome } from '../evaluation/outcome.js';
import type { OutputColumn, RuleOutput } from './rule-output.js';

export interface HitPolicy {
  /** Whether only the first matching rule's outputs are evaluated. */
  readonly firstMatchOnly: boolean;
  /** `outputs` has at least one element, in the order of the rules. */
  decide(outputs: readonly RuleOutput[], columns: readonly OutputColumn[]): Outcome;
}
