// A relation: rows of expressions under named columns. Its result is a list of contexts.
import { contextOf, type FeelValue } from '@grevy/feel';
import { success, type Outcome } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';
import { NO_AUDIT, type BoxedExpression, type DecisionLogic, type LogicResult } from './logic.js';

export interface RelationCell {
  readonly column: string;
  readonly expression: BoxedExpression;
}

export class Relation implements DecisionLogic {
  readonly kind = 'RELATION';

  constructor(private readonly rows: readonly (readonly RelationCell[])[]) {}

  evaluate(scope: Scope): LogicResult {
    return { outcome: this.rowContexts(scope), audit: NO_AUDIT };
  }

  private rowContexts(scope: Scope): Outcome {
    const contexts: FeelValue[] = [];
    for (const row of this.rows) {
      const entries = new Map<string, FeelValue>();
      for (const { column, expression } of row) {
        const { outcome } = expression.evaluate(scope);
        if (!outcome.ok) return outcome;
        entries.set(column, outcome.value);
      }
      contexts.push(contextOf(entries));
    }
    return success(contexts);
  }
}
