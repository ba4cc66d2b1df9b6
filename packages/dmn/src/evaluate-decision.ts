// Evaluates a decision of a model with everything that it requires.
import { LimitExceeded, type FeelRuntime, type FeelValue, type Lookup } from '@grevy/feel';
import { AuditTrail, type EvaluatedDecision } from './evaluation/audit.js';
import { leavingValue } from './evaluation/leaving-value.js';
import { failure, success, type Outcome } from './evaluation/outcome.js';
import { Scope } from './evaluation/scope.js';
import { DEFAULT_MAX_STEPS } from './limits.js';
import type { Decision } from './model/decision.js';
import type { DmnModel } from './model/dmn-model.js';

export type DecisionEvaluation =
  | { readonly ok: true; readonly value: FeelValue; readonly evaluated: readonly EvaluatedDecision[] }
  | {
      readonly ok: false;
      /** What failed, as the reference words it (without `Expected to evaluate decision …`). */
      readonly message: string;
      /** The decision or business knowledge model that was evaluated last, else the requested decision. */
      readonly failedDecisionId: string;
      readonly evaluated: readonly EvaluatedDecision[];
    };

/**
 * Evaluates a decision.
 *
 * @param requested the decision's id, or the decision itself (it may have no id)
 * @param lookup the input variables; undefined for a name that is none. Called when an expression reads a name.
 * @param runtime clock, zone and randomness of the expressions. Its budget bounds the whole evaluation. Its
 *   functions are not visible: DMN knows only FEEL's own and the business knowledge models of the file.
 */
export function evaluateDecision(
  model: DmnModel,
  requested: string | Decision,
  lookup: Lookup,
  runtime: FeelRuntime,
): DecisionEvaluation {
  const requestedId = typeof requested === 'string' ? requested : requested.id;
  const decision = typeof requested === 'string' ? model.decisionById(requested) : requested;
  const trail = new AuditTrail();
  const budget = runtime.budget ?? { steps: DEFAULT_MAX_STEPS };
  const outcome =
    decision === undefined
      ? failure(`no decision found with id '${requestedId}'`)
      : withinLimits(() => {
          const result = decision.evaluate(Scope.ofInputs(lookup, { runtime, budget, trail }));
          return result.ok ? success(leavingValue(result.value)) : result;
        });
  const evaluated = trail.all;
  if (outcome.ok) return { ok: true, value: outcome.value, evaluated };
  const failedDecisionId = evaluated.at(-1)?.id ?? requestedId;
  return { ok: false, message: outcome.failure, failedDecisionId, evaluated };
}

/** Results are bounded like values inside of expressions, although decisions can wrap them ever deeper. */
function withinLimits(evaluate: () => Outcome): Outcome {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof LimitExceeded) return failure(error.message);
    throw error;
  }
}
