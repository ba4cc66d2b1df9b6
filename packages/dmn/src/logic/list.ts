// A boxed list: the results of its items.
import type { FeelValue } from '@grevy/feel';
import { success, type Outcome } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';
import { NO_AUDIT, type BoxedExpression, type DecisionLogic, type LogicResult } from './logic.js';

export class List implements DecisionLogic {
  readonly kind = 'LIST';

  constructor(private readonly items: readonly BoxedExpression[]) {}

  evaluate(scope: Scope): LogicResult {
    return { outcome: this.values(scope), audit: NO_AUDIT };
  }

  private values(scope: Scope): Outcome {
    const values: FeelValue[] = [];
    for (const item of this.items) {
      const { outcome } = item.evaluate(scope);
      if (!outcome.ok) return outcome;
      values.push(outcome.value);
    }
    return success(values);
  }
}
