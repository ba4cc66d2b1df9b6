// A boxed invocation: a business knowledge model with bindings for its parameters. A parameter without binding
// takes the variable of the same name; a binding without parameter is a variable that the model sees.
import type { FeelValue } from '@grevy/feel';
import { failure, type Outcome } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';
import type { BusinessKnowledgeModel } from './business-knowledge-model.js';
import { bindArguments } from './formal-parameter.js';
import type { LiteralExpression } from './literal-expression.js';
import { NO_AUDIT, type DecisionLogic, type LogicResult } from './logic.js';

export interface Binding {
  readonly parameter: string;
  readonly expression: LiteralExpression;
}

export class Invocation implements DecisionLogic {
  readonly kind = 'INVOCATION';

  constructor(
    private readonly model: BusinessKnowledgeModel,
    private readonly bindings: readonly Binding[],
  ) {}

  evaluate(scope: Scope): LogicResult {
    return { outcome: this.invoke(scope), audit: NO_AUDIT };
  }

  private invoke(scope: Scope): Outcome {
    const bound = new Map<string, FeelValue>();
    for (const { parameter, expression } of this.bindings) {
      const outcome = expression.value(scope);
      if (!outcome.ok) return outcome;
      bound.set(parameter, outcome.value);
    }
    const args: FeelValue[] = [];
    for (const { name } of this.model.parameters) {
      const value = bound.has(name) ? bound.get(name) : scope.lookup(name);
      if (value === undefined) return failure(`no parameter found with name '${name}'`);
      args.push(value);
    }
    const checked = bindArguments(this.model.parameters, args);
    if (!checked.ok) return checked;
    return this.model.invoke(new Map([...bound, ...checked.bindings]), scope);
  }
}
