// @grevy/dmn: reads DMN files and evaluates their decisions.
export { evaluateDecision, type DecisionEvaluation } from './evaluate-decision.js';
export { encodeDmnFact, parseDmnFactRequest, type DmnFactRequest } from './facts-encoding.js';
export type {
  EvaluatedDecision,
  EvaluatedInput,
  EvaluatedOutput,
  LogicAudit,
  LogicKind,
  MatchedRule,
} from './evaluation/audit.js';
export { LIMIT_FAILURES, MAX_EVALUATED_DECISIONS, MAX_REQUIREMENT_DEPTH } from './limits.js';
export type { Decision as DmnDecision } from './model/decision.js';
export type { DmnModel } from './model/dmn-model.js';
export { readDmn, type DmnReadFailure, type DmnReadResult } from './reader/read-dmn.js';
