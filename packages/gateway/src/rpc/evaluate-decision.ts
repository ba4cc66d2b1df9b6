/** EvaluateDecision: evaluates a deployed decision. A failed evaluation is an answer, not an error (spec 01 §1.2). */
import { type DecisionEvaluationValue, type Key, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { rejected } from '../errors.js';
import { type Int64, int64OfKey, int64Text, isNegative, keyOfInt64 } from '../grpc/int64.js';
import type { EvaluateDecisionResponse, EvaluatedDecision } from '../grpc/messages.js';
import { parseVariables } from '../variables.js';
import type { UnaryRpc } from './unary-rpc.js';

export const evaluateDecision: UnaryRpc<'EvaluateDecision'> = {
  name: 'EvaluateDecision',
  handle: async (request, caller, { commands, tenants }) => {
    const variables = parseVariables(request.variables);
    const tenantId = tenants.ofRequest('EvaluateDecision', request.tenantId, caller);
    const { decisionId } = request;
    const decisionKey = decisionKeyOf(request.decisionKey, decisionId);
    const { key, intent, value } = await commands.sendTo(
      await commands.nextPartition(caller),
      {
        valueType: 'DECISION_EVALUATION',
        intent: 'EVALUATE',
        key: NO_KEY,
        value: VALUE_TYPES.DECISION_EVALUATION.value.create({ decisionId, decisionKey, variables, tenantId }),
      },
      caller,
    );
    return responseOf(key, value, intent === 'FAILED');
  },
};

/** The key counts only without an id; a negative one then means "none given", which the engine rejects. */
function decisionKeyOf(key: Int64, decisionId: string): Key {
  const known = isNegative(key) ? NO_KEY : keyOfInt64(key);
  if (known !== undefined) return known;
  if (decisionId !== '') return NO_KEY;
  const text = int64Text(key);
  throw rejected({
    intent: 'EVALUATE',
    rejectionType: 'INVALID_ARGUMENT',
    reason: `Expected to evaluate decision '${text}', but no decision found for key '${text}'`,
  });
}

function responseOf(key: Key, value: DecisionEvaluationValue, failed: boolean): EvaluateDecisionResponse {
  return {
    decisionKey: int64OfKey(value.decisionKey),
    decisionId: value.decisionId,
    decisionName: value.decisionName,
    decisionVersion: value.decisionVersion,
    decisionRequirementsId: value.decisionRequirementsId,
    decisionRequirementsKey: int64OfKey(value.decisionRequirementsKey),
    decisionOutput: failed ? '' : value.decisionOutput,
    evaluatedDecisions: value.evaluatedDecisions.map(evaluatedDecision),
    failedDecisionId: failed ? value.failedDecisionId : '',
    failureMessage: failed ? value.evaluationFailureMessage : '',
    tenantId: value.tenantId,
    decisionInstanceKey: int64OfKey(key),
  };
}

function evaluatedDecision(
  decision: DecisionEvaluationValue['evaluatedDecisions'][number],
): EvaluatedDecision {
  return {
    decisionKey: int64OfKey(decision.decisionKey),
    decisionId: decision.decisionId,
    decisionName: decision.decisionName,
    decisionVersion: decision.decisionVersion,
    decisionType: decision.decisionType,
    decisionOutput: decision.decisionOutput,
    matchedRules: decision.matchedRules,
    evaluatedInputs: decision.evaluatedInputs,
    tenantId: decision.tenantId,
  };
}
