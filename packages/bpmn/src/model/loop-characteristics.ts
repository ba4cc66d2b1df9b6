// Multi-instance settings of an activity (spec 11 §11.8).
import type { CompiledExpression, Expression } from './expression.js';

export interface LoopCharacteristics {
  readonly isSequential: boolean;
  /** ARRAY. */
  readonly inputCollection: Expression;
  /** Variable that holds the item of an inner instance. */
  readonly inputElement: string | undefined;
  readonly output: LoopOutput | undefined;
  /** BOOLEAN. Static text is accepted at deployment and fails when it is evaluated. */
  readonly completionCondition: Expression | undefined;
}

export interface LoopOutput {
  /** Variable that collects the results. */
  readonly collection: string;
  readonly element: CompiledExpression;
  /** Root variable of `element`, if it is a plain variable or a path (`a.b` → `a`); it is created as null. */
  readonly elementVariable: string | undefined;
}
