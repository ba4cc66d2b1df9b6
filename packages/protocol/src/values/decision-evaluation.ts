/** DECISION_EVALUATION (spec 8.29): how a decision was evaluated. */
import { DECISION_TYPES } from '../enums.js';
import { EMPTY_DOCUMENT, JSON_NULL } from '../json-text.js';
import { NO_KEY } from '../key.js';
import { string, identifier, int, key, document, jsonText, enumeration, listOf } from '../schema/field.js';
import { command, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

/** An input of a decision table. */
export const evaluatedInput = object({
  inputId: identifier(),
  /** Label, else the expression cut to 30 characters. */
  inputName: identifier(),
  inputValue: jsonText(),
});

/** An output of a rule. */
export const evaluatedOutput = object({
  outputId: identifier(),
  /** Label, else name. */
  outputName: identifier(),
  outputValue: jsonText(),
});

/** A rule that matched. */
export const matchedRule = object({
  ruleId: identifier(),
  /** From 1. */
  ruleIndex: int(),
  evaluatedOutputs: listOf(evaluatedOutput),
});

/** One decision of an evaluation. */
export const evaluatedDecision = object({
  decisionId: identifier(),
  decisionName: identifier(),
  decisionKey: key(),
  decisionVersion: int(),
  decisionType: enumeration(DECISION_TYPES)(),
  decisionOutput: jsonText(),
  evaluatedInputs: listOf(evaluatedInput),
  matchedRules: listOf(matchedRule),
  tenantId: tenantId(),
});
export type EvaluatedDecision = Infer<typeof evaluatedDecision>;

export const decisionEvaluation = object({
  decisionKey: key(NO_KEY),
  decisionId: identifier(''),
  decisionName: identifier(''),
  decisionVersion: int(-1),
  decisionRequirementsId: identifier(''),
  decisionRequirementsKey: key(NO_KEY),
  decisionOutput: jsonText(JSON_NULL),
  /** Only in the command. */
  variables: document(EMPTY_DOCUMENT),
  /** As the next four, context of a business rule task. */
  bpmnProcessId: identifier(''),
  processDefinitionKey: key(NO_KEY),
  processInstanceKey: key(NO_KEY),
  elementId: identifier(''),
  elementInstanceKey: key(NO_KEY),
  /** Required decisions first, the requested one last. */
  evaluatedDecisions: listOf(evaluatedDecision),
  /** As the next, only in FAILED. */
  evaluationFailureMessage: string(''),
  failedDecisionId: identifier(''),
  tenantId: tenantId(),
});
export type DecisionEvaluationValue = Infer<typeof decisionEvaluation>;

export const decisionEvaluationIntents = {
  EVALUATED: event(0),
  FAILED: event(1),
  EVALUATE: command(2),
} as const;
