// A business knowledge model: reusable logic with parameters, invoked from FEEL like a function or by a boxed
// invocation. Every invocation with fitting arguments is recorded in the audit.
import { FeelError, FeelFunction, type FeelValue } from '@grevy/feel';
import type { Outcome } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';
import { bindArguments, type FormalParameter } from './formal-parameter.js';
import type { DecisionLogic } from './logic.js';

export class BusinessKnowledgeModel {
  constructor(
    readonly id: string,
    readonly name: string,
    readonly parameters: readonly FormalParameter[],
    private readonly logic: DecisionLogic,
    private readonly required: readonly BusinessKnowledgeModel[],
  ) {}

  /**
   * The function that FEEL expressions call. Its logic sees the evaluation's input variables, the models it
   * requires and its arguments, the latter first; not the place from which it is called.
   */
  asFunction(scope: Scope): FeelFunction {
    const outer = withModels(scope.inputs, this.required);
    return new FeelFunction({
      parameters: this.parameters.map(({ name }) => name),
      invoke: (args) => {
        const bound = bindArguments(this.parameters, args);
        if (!bound.ok) return new FeelError(bound.failure);
        const outcome = this.evaluate(outer.with(bound.bindings));
        return outcome.ok ? outcome.value : new FeelError(outcome.failure);
      },
    });
  }

  /**
   * Evaluates the logic for a boxed invocation: it sees all that the invoking logic sees, the arguments, and
   * the models it requires, the latter first.
   */
  invoke(args: ReadonlyMap<string, FeelValue>, scope: Scope): Outcome {
    return this.evaluate(withModels(scope.with(args), this.required));
  }

  private evaluate(scope: Scope): Outcome {
    const { outcome, audit } = this.logic.evaluate(scope);
    return scope.trail.record(this, this.logic.kind, outcome, audit) ?? outcome;
  }
}

/** A scope in which business knowledge models are functions by their names. */
export function withModels(scope: Scope, models: readonly BusinessKnowledgeModel[]): Scope {
  if (models.length === 0) return scope;
  return scope.with(new Map(models.map((model) => [model.name, model.asFunction(scope)])));
}
