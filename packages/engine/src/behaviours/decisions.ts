// Evaluates deployed decisions and writes DECISION_EVALUATION EVALUATED or FAILED (spec 14 §8, spec 03 §8.29).
import { evaluateDecision, type EvaluatedDecision as Audit, type DmnModel } from '@grevy/dmn';
import { toJson, type FeelValue, type Lookup } from '@grevy/feel';
import {
  EMPTY_DOCUMENT,
  JSON_NULL,
  NO_KEY,
  type DecisionValue,
  type EvaluatedDecision,
  type JsonText,
  type Key,
  type ValueOf,
} from '@grevy/protocol';
import type { Processing } from '../kernel/processing.js';
import { VARIABLE_TEXTS } from './result-text.js';

type EvaluationValue = ValueOf<'DECISION_EVALUATION'>;

/** The business rule task that asks for the evaluation. */
export type EvaluationContext = Pick<
  EvaluationValue,
  'bpmnProcessId' | 'processDefinitionKey' | 'processInstanceKey' | 'elementId' | 'elementInstanceKey'
>;

/** The context of an evaluation that a client asks for. */
export const STANDALONE: EvaluationContext = {
  bpmnProcessId: '',
  processDefinitionKey: NO_KEY,
  processInstanceKey: NO_KEY,
  elementId: '',
  elementInstanceKey: NO_KEY,
};

/** The evaluation as it was written to the log. */
export interface WrittenEvaluation {
  readonly key: Key;
  readonly intent: 'EVALUATED' | 'FAILED';
  readonly value: EvaluationValue;
}

/** Why no decision can be evaluated; `decision` is the id or key that was asked for. */
export function lookupFailure(decision: string, reason: string): string {
  return `Expected to evaluate decision '${decision}', but ${reason}`;
}

export function writeEvaluation(
  processing: Processing,
  decision: DecisionValue,
  variables: Lookup,
  context: EvaluationContext,
): WrittenEvaluation {
  const evaluation = evaluate(processing, decision, variables);
  const intent = evaluation.evaluationFailureMessage === '' ? 'EVALUATED' : 'FAILED';
  const value: EvaluationValue = {
    decisionKey: decision.decisionKey,
    decisionId: decision.decisionId,
    decisionName: decision.decisionName,
    decisionVersion: decision.version,
    decisionRequirementsId: decision.decisionRequirementsId,
    decisionRequirementsKey: decision.decisionRequirementsKey,
    variables: EMPTY_DOCUMENT,
    ...context,
    ...evaluation,
    tenantId: decision.tenantId,
  };
  const key = processing.newEvent('DECISION_EVALUATION', intent, value);
  return { key, intent, value };
}

type EvaluationResult = Pick<
  EvaluationValue,
  'decisionOutput' | 'evaluatedDecisions' | 'evaluationFailureMessage' | 'failedDecisionId'
>;

function evaluate(processing: Processing, decision: DecisionValue, variables: Lookup): EvaluationResult {
  const { decisionId, decisionRequirementsKey } = decision;
  const model = processing.state.decisionModels.get(decisionRequirementsKey);
  if (model === undefined) {
    return failed(decisionId, decisionId, 'the decision requirements graph is invalid', []);
  }
  return evaluateModel(processing, model, decision, variables);
}

function evaluateModel(
  processing: Processing,
  model: DmnModel,
  decision: DecisionValue,
  variables: Lookup,
): EvaluationResult {
  const { decisionId } = decision;
  const evaluation = evaluateDecision(model, decisionId, variables, processing.decisionRuntime);
  const evaluatedDecisions = evaluatedDecisionsOf(processing, decision, evaluation.evaluated);
  if (!evaluation.ok) {
    return failed(decisionId, evaluation.failedDecisionId, evaluation.message, evaluatedDecisions);
  }
  // Decisions work on converted values, so a context of a variable keeps nothing of its text.
  const output = toJson(evaluation.value, VARIABLE_TEXTS);
  if (!output.ok) return failed(decisionId, decisionId, output.failure, evaluatedDecisions);
  return {
    decisionOutput: output.json as JsonText,
    evaluatedDecisions,
    evaluationFailureMessage: '',
    failedDecisionId: '',
  };
}

function failed(
  requestedId: string,
  failedDecisionId: string,
  reason: string,
  evaluatedDecisions: readonly EvaluatedDecision[],
): EvaluationResult {
  return {
    decisionOutput: JSON_NULL,
    evaluatedDecisions,
    evaluationFailureMessage: lookupFailure(requestedId, reason),
    failedDecisionId,
  };
}

/** Invoked business knowledge models are among them; they have neither key nor version. */
function evaluatedDecisionsOf(
  processing: Processing,
  { decisionRequirementsKey, tenantId }: DecisionValue,
  audit: readonly Audit[],
): readonly EvaluatedDecision[] {
  const deployed = new Map(
    processing.state.decisionsOf(decisionRequirementsKey).map(({ value }) => [value.decisionId, value]),
  );
  return audit.map(({ id, name, logic, output, inputs, matchedRules }) => ({
    decisionId: id,
    decisionName: name,
    decisionKey: deployed.get(id)?.decisionKey ?? NO_KEY,
    decisionVersion: deployed.get(id)?.version ?? -1,
    decisionType: logic,
    decisionOutput: auditText(output),
    evaluatedInputs: inputs.map((input) => ({
      inputId: input.id,
      inputName: input.name,
      inputValue: auditText(input.value),
    })),
    matchedRules: matchedRules.map(({ ruleId, ruleIndex, outputs }) => ({
      ruleId,
      ruleIndex,
      evaluatedOutputs: outputs.map((output) => ({
        outputId: output.id,
        outputName: output.name,
        outputValue: auditText(output.value),
      })),
    })),
    tenantId,
  }));
}

/** The audit only informs: a value that is too deep or too long to be written is left out of it as null. */
function auditText(value: FeelValue): JsonText {
  const text = toJson(value, VARIABLE_TEXTS);
  return text.ok ? (text.json as JsonText) : JSON_NULL;
}
