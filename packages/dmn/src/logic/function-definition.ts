// A function definition inside a context, list or relation: a function value with a literal body, which sees
// what is bound where it stands.
import { FeelError, FeelFunction } from '@grevy/feel';
import { success } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';
import { bindArguments, type FormalParameter } from './formal-parameter.js';
import type { LiteralExpression } from './literal-expression.js';
import { NO_AUDIT, type BoxedExpression, type LogicResult } from './logic.js';

export class FunctionDefinition implements BoxedExpression {
  constructor(
    private readonly parameters: readonly FormalParameter[],
    private readonly body: LiteralExpression,
  ) {}

  evaluate(scope: Scope): LogicResult {
    const definition = new FeelFunction({
      parameters: this.parameters.map(({ name }) => name),
      invoke: (args) => {
        const bound = bindArguments(this.parameters, args);
        if (!bound.ok) return new FeelError(bound.failure);
        const outcome = this.body.value(scope.with(bound.bindings));
        return outcome.ok ? outcome.value : new FeelError(outcome.failure);
      },
    });
    return { outcome: success(definition), audit: NO_AUDIT };
  }
}
