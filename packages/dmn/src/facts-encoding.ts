// Requests and answers in the encoding of the recorded facts: JSON lines, for comparison with the reference and
// for the command line (`grevy dmn --jsonl`).
import {
  encodeFact,
  FeelContext,
  FeelTime,
  fromJson,
  isList,
  MapContext,
  type FeelRuntime,
  type FeelValue,
  type Json,
} from '@grevy/feel';
import { evaluateDecision } from './evaluate-decision.js';
import type { EvaluatedDecision, LogicKind } from './evaluation/audit.js';
import type { Outcome } from './evaluation/outcome.js';
import { readDmn } from './reader/read-dmn.js';

export interface DmnFactRequest {
  readonly id: string;
  /** The model. */
  readonly xml: string;
  /** The id of the decision to evaluate; undefined: the model is only read. */
  readonly decision: string | undefined;
  /** The input variables. */
  readonly context: FeelContext | undefined;
}

/** What the reference calls the kinds of logic. */
const LOGIC_NAMES: Readonly<Record<LogicKind, string>> = {
  DECISION_TABLE: 'ParsedDecisionTable',
  LITERAL_EXPRESSION: 'ParsedLiteralExpression',
  CONTEXT: 'ParsedContext',
  INVOCATION: 'ParsedInvocation',
  LIST: 'ParsedList',
  RELATION: 'ParsedRelation',
  UNKNOWN: 'EmptyLogic$',
};

/** Reads a line `{"id", "xml", "decision"?, "context"?}`; throws a SyntaxError that says what is wrong with it. */
export function parseDmnFactRequest(line: string): DmnFactRequest {
  const request = fromJson(line, { contextIdentity: 'content' });
  if (!(request instanceof FeelContext)) throw new SyntaxError('A request must be a JSON object');
  const id = request.get('id') ?? '';
  const xml = request.get('xml');
  const decision = request.get('decision') ?? undefined;
  const context = request.get('context') ?? undefined;
  if (typeof xml !== 'string') throw new SyntaxError('The field "xml" of a request must be a string');
  if (decision !== undefined && typeof decision !== 'string') {
    throw new SyntaxError('The field "decision" of a request must be a string');
  }
  if (context !== undefined && !(context instanceof FeelContext)) {
    throw new SyntaxError('The field "context" of a request must be a JSON object');
  }
  return { id: typeof id === 'string' ? id : String(id), xml, decision, context };
}

/**
 * Reads the model and evaluates the decision of a request.
 * @param model the bytes of the request's `xml`
 */
export function encodeDmnFact(request: DmnFactRequest, model: Uint8Array, runtime: FeelRuntime): Json {
  const { id, decision, context } = request;
  const read = readDmn(model);
  if (!read.ok) return { id, accepted: false, failure: withoutIdentityHashes(read.failure) };
  const decisions = read.model.decisions.map(({ id, name }) => ({ id: orNull(id), name }));
  if (decision === undefined) return { id, accepted: true, decisions };
  const evaluation = evaluateDecision(read.model, decision, (name) => context?.get(name), runtime);
  const audit = evaluation.evaluated.map(encodeAudit);
  return evaluation.ok
    ? { id, accepted: true, decisions, result: encodeDecisionResult(evaluation.value), audit }
    : { id, accepted: true, decisions, audit, failure: withoutIdentityHashes(evaluation.message) };
}

function encodeAudit(evaluated: EvaluatedDecision): Json {
  const { id, name, logic, inputs, matchedRules, entries } = evaluated;
  return {
    id: orNull(id),
    name,
    logic: LOGIC_NAMES[logic],
    ...(logic === 'DECISION_TABLE'
      ? {
          inputs: inputs.map(({ id, label, value }) => ({
            id: orNull(id),
            name: orNull(label),
            value: encodeFact(value),
          })),
          matchedRules: matchedRules.map(({ ruleId, outputs }) => ({
            id: orNull(ruleId),
            outputs: outputs.map(({ id, columnName, label, value }) => ({
              id: orNull(id),
              name: orNull(columnName),
              label: orNull(label),
              value: encodeFact(value),
            })),
          })),
        }
      : {}),
    ...(logic === 'CONTEXT' ? { entries: encodeEntries(entries ?? new Map()) } : {}),
    result: encodeOutcome(evaluated.result),
  };
}

function encodeEntries(entries: ReadonlyMap<string, FeelValue>): Json {
  return Object.fromEntries([...entries].map(([name, value]) => [name, encodeFact(value)]));
}

function encodeOutcome(outcome: Outcome): Json {
  return outcome.ok ? encodeFact(outcome.value) : { error: withoutIdentityHashes(outcome.failure) };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/**
 * The result of a decision as a fact. It is the reference's default output of the value, in which a time with a
 * region keeps its offset only.
 */
export function encodeDecisionResult(value: FeelValue): Json {
  return encodeFact(asResult(value));
}

function asResult(value: FeelValue): FeelValue {
  if (isList(value)) return value.map(asResult);
  if (value instanceof FeelTime) return FeelTime.of(value.local, value.offsetSeconds);
  if (!(value instanceof FeelContext)) return value;
  const entries = new Map<string, FeelValue>();
  for (const [name, entry] of value.entries()) entries.set(name, asResult(entry));
  return new MapContext(entries, 'content');
}

/** Facts write `@<hash>` for the identity hashes that some texts of the reference hold. */
function withoutIdentityHashes(text: string): string {
  return text.replace(/@[0-9a-f]+(?=')/g, '@<hash>');
}
