// A literal expression: one FEEL expression.
import type { FeelExpression } from '@grevy/feel';
import type { Outcome } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';
import { NO_AUDIT, type DecisionLogic, type LogicResult } from './logic.js';

export class LiteralExpression implements DecisionLogic {
  readonly kind = 'LITERAL_EXPRESSION';

  constructor(readonly expression: FeelExpression) {}

  evaluate(scope: Scope): LogicResult {
    return { outcome: this.value(scope), audit: NO_AUDIT };
  }

  /** Warnings of the evaluation are lost in DMN: only hard failures count. */
  value(scope: Scope): Outcome {
    return this.expression.evaluate(scope.lookup, scope);
  }
}
