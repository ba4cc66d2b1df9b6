import type { EvaluationState } from '../evaluation.js';
import type { FeelValue } from './value.js';

/** A function as a value: of the language, a built-in, or one that the host provides. */
export interface FeelFunctionDefinition {
  readonly parameters: readonly string[];
  /** The last parameter takes all further arguments of a positional call as one list. */
  readonly varArgs?: boolean;
  /**
   * Gets exactly one argument per parameter. A FeelError as result becomes null and a warning; the function may
   * also throw one of failures.ts to fail the expression.
   */
  readonly invoke: (args: readonly FeelValue[], state: EvaluationState) => FeelValue;
}

export class FeelFunction implements FeelFunctionDefinition {
  readonly parameters: readonly string[];
  readonly varArgs: boolean;
  readonly invoke: (args: readonly FeelValue[], state: EvaluationState) => FeelValue;

  constructor(definition: FeelFunctionDefinition) {
    this.parameters = definition.parameters;
    this.varArgs = definition.varArgs ?? false;
    this.invoke = definition.invoke;
  }
}
