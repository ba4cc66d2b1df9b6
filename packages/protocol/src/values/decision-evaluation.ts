/** DECISION_EVALUATION (spec 8.29): how a decision was evaluated. */
import { DECISION_TYPES, DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT, JSON_NULL } from '../json-text.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

/** An input of a decision table. */
export const evaluatedInput = object((field) => ({
  inputId: field.identifier(),
  /** Label, else the expression cut to 30 characters. */
  inputName: field.identifier(),
  inputValue: field.jsonText(),
}));

/** An output of a rule. */
export const evaluatedOutput = object((field) => ({
  outputId: field.identifier(),
  /** Label, else name. */
  outputName: field.identifier(),
  outputValue: field.jsonText(),
}));

/** A rule that matched. */
export const matchedRule = object((field) => ({
  ruleId: field.identifier(),
  /** From 1. */
  ruleIndex: field.int(),
  evaluatedOutputs: field.listOf(evaluatedOutput),
}));

/** One decision of an evaluation. */
export const evaluatedDecision = object((field) => ({
  decisionId: field.identifier(),
  decisionName: field.identifier(),
  decisionKey: field.key(),
  decisionVersion: field.int(),
  decisionType: field.enumeration(DECISION_TYPES),
  decisionOutput: field.jsonText(),
  evaluatedInputs: field.listOf(evaluatedInput),
  matchedRules: field.listOf(matchedRule),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type EvaluatedDecision = Infer<typeof evaluatedDecision>;

export const decisionEvaluation = object((field) => ({
  decisionKey: field.key(NO_KEY),
  decisionId: field.identifier(''),
  decisionName: field.identifier(''),
  decisionVersion: field.int(-1),
  decisionRequirementsId: field.identifier(''),
  decisionRequirementsKey: field.key(NO_KEY),
  decisionOutput: field.jsonText(JSON_NULL),
  /** Only in the command. */
  variables: field.document(EMPTY_DOCUMENT),
  /** As the next four, context of a business rule task. */
  bpmnProcessId: field.identifier(''),
  processDefinitionKey: field.key(NO_KEY),
  processInstanceKey: field.key(NO_KEY),
  elementId: field.identifier(''),
  elementInstanceKey: field.key(NO_KEY),
  /** Required decisions first, the requested one last. */
  evaluatedDecisions: field.listOf(evaluatedDecision),
  /** As the next, only in FAILED. */
  evaluationFailureMessage: field.string(''),
  failedDecisionId: field.identifier(''),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type DecisionEvaluationValue = Infer<typeof decisionEvaluation>;

export const decisionEvaluationIntents = {
  EVALUATED: event(0),
  FAILED: event(1),
  EVALUATE: command(2),
} as const;
