// A decision of a decision requirements graph, with all that it requires.
import type { LogicKind } from '../evaluation/audit.js';
import type { Outcome } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';
import { withModels, type BusinessKnowledgeModel } from '../logic/business-knowledge-model.js';
import type { DecisionLogic } from '../logic/logic.js';
import { checkType } from '../logic/type-check.js';
import type { FeelValue } from '@grevy/feel';

export interface DecisionParts {
  readonly id: string;
  readonly name: string;
  /** The name under which other decisions see the result: that of its variable, else its id, else its name. */
  readonly resultName: string;
  /** The type of its variable; '' if it has none. */
  readonly resultTypeRef: string;
  readonly logic: DecisionLogic;
  readonly requiredModels: readonly BusinessKnowledgeModel[];
  readonly requiredDecisions: readonly Decision[];
}

export class Decision {
  /** '' if the model gives it none; such a decision cannot be evaluated on its own. */
  readonly id: string;
  readonly name: string;

  constructor(private readonly parts: DecisionParts) {
    this.id = parts.id;
    this.name = parts.name;
  }

  /** The kind of its logic. */
  get logic(): LogicKind {
    return this.parts.logic.kind;
  }

  /**
   * Evaluates the required decisions, in document order and each as often as it is required, then the decision
   * itself. `inputs` is the scope of the evaluation's input variables.
   */
  evaluate(inputs: Scope): Outcome {
    const { requiredDecisions, requiredModels, logic, resultTypeRef } = this.parts;
    const results = new Map<string, FeelValue>();
    for (const required of requiredDecisions) {
      const outcome = required.evaluate(inputs);
      if (!outcome.ok) return outcome;
      results.set(required.parts.resultName, outcome.value);
    }
    const scope = withModels(results.size === 0 ? inputs : inputs.with(results), requiredModels);
    const { outcome, audit } = logic.evaluate(scope);
    const tooMany = inputs.trail.record(this, logic.kind, outcome, audit);
    if (tooMany !== undefined) return tooMany;
    return outcome.ok ? checkType(outcome.value, resultTypeRef) : outcome;
  }
}
