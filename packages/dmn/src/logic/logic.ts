// What all kinds of decision logic (boxed expressions, DMN clause 10.2 "Boxed expressions") have in common.
import type { LogicAudit, LogicKind } from '../evaluation/audit.js';
import type { Outcome } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';

export interface LogicResult {
  readonly outcome: Outcome;
  readonly audit: LogicAudit;
}

/** Logic that can stand inside other logic; all but function definitions can also be that of a decision. */
export interface BoxedExpression {
  evaluate(scope: Scope): LogicResult;
}

/** Logic of a decision or a business knowledge model. */
export interface DecisionLogic extends BoxedExpression {
  readonly kind: LogicKind;
}

export const NO_AUDIT: LogicAudit = {};
