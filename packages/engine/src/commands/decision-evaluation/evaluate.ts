// DECISION_EVALUATION EVALUATE: a client evaluates a decision outside of any process (spec 14 §8.2).
// A failed evaluation is an answer like any other: only a decision that cannot be found is a rejection.
import { fromJson } from '@grevy/feel';
import {
  documentEntries,
  keyToText,
  type DecisionValue,
  type JsonDocument,
  type ValueOf,
} from '@grevy/protocol';
import { lookupFailure, STANDALONE, writeEvaluation } from '../../behaviours/decisions.js';
import type { EngineState } from '../../state/engine-state.js';
import type { CommandHandler } from '../handler.js';

export const evaluateDecision: CommandHandler<'DECISION_EVALUATION'> = {
  process(processing, { value }) {
    const found = findDecision(processing.state, value);
    if (typeof found === 'string') {
      processing.rejectAndRespond('INVALID_ARGUMENT', found);
      return;
    }
    const evaluation = writeEvaluation(processing, found, variablesOf(value.variables), STANDALONE);
    processing.respond('DECISION_EVALUATION', evaluation.intent, evaluation.key, evaluation.value);
  },
};

/** The decision, or why it cannot be found. An id wins over a key. */
function findDecision(
  state: EngineState,
  { decisionId, decisionKey, tenantId }: ValueOf<'DECISION_EVALUATION'>,
): DecisionValue | string {
  if (decisionId !== '') {
    const latest = state.latestDecision(decisionId, tenantId);
    return latest?.value ?? lookupFailure(decisionId, `no decision found for id '${decisionId}'`);
  }
  if (decisionKey < 0) {
    return 'Expected either a decision id or a valid decision key, but none provided';
  }
  const decision = state.decisions.get(decisionKey);
  if (decision?.value.tenantId === tenantId) return decision.value;
  const key = keyToText(decisionKey);
  return lookupFailure(key, `no decision found for key '${key}'`);
}

/** Variables are parsed when an expression reads them. */
function variablesOf(document: JsonDocument) {
  const texts = new Map(documentEntries(document));
  return (name: string) => {
    const text = texts.get(name);
    return text === undefined ? undefined : fromJson(text);
  };
}
