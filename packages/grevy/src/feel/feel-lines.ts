// `grevy feel --jsonl`: evaluates expressions and unary tests, one JSON request per line, and answers in the encoding of
// recorded results, which keeps types and all digits.
import {
  FeelContext,
  LimitExceeded,
  compile,
  compileUnaryTests,
  encodeFact,
  feelString,
  fromJson,
  type Evaluation,
  type FeelRuntime,
  type FeelValue,
  type Json,
  type Lookup,
  type Warning,
} from '@grevy/feel';

/** An answer; `failure` excludes the results. */
export interface FeelAnswer {
  readonly id: Json;
  readonly result?: Json;
  readonly resultString?: string | null;
  readonly warnings?: readonly Warning[];
  readonly failure?: string;
}

interface FeelRequest {
  readonly id: Json;
  readonly kind: 'expr' | 'unary';
  readonly expression: string;
  readonly lookup: Lookup;
  readonly input: FeelValue;
  readonly inputExpression: string | undefined;
}

/**
 * Answers a line `{"id", "kind": "expr" | "unary", "expression", "context"?, "input"? | "inputExpression"?}`.
 * @throws SyntaxError if it is no such line
 */
export function answerFeelLine(line: string, runtime: FeelRuntime): FeelAnswer {
  const request = readRequest(line);
  const evaluation =
    request.kind === 'expr'
      ? evaluateExpression(request.expression, request.lookup, runtime)
      : evaluateUnaryTests(request, runtime);
  return answerOf(request.id, evaluation);
}

function readRequest(line: string): FeelRequest {
  const request = fromJson(line, { contextIdentity: 'content' });
  if (!(request instanceof FeelContext)) throw new SyntaxError('a request is a JSON object');
  const kind = request.get('kind') ?? 'expr';
  if (kind !== 'expr' && kind !== 'unary') throw new SyntaxError('"kind" is "expr" or "unary"');
  const expression = request.get('expression');
  if (typeof expression !== 'string') throw new SyntaxError('"expression" is a string');
  const context = request.get('context') ?? null;
  if (context !== null && !(context instanceof FeelContext)) throw new SyntaxError('"context" is an object');
  const inputExpression = request.get('inputExpression') ?? undefined;
  if (inputExpression !== undefined && typeof inputExpression !== 'string') {
    throw new SyntaxError('"inputExpression" is a string');
  }
  const id = request.get('id') ?? null;
  return {
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    kind,
    expression,
    lookup: (name) => context?.get(name),
    input: request.get('input') ?? null,
    inputExpression,
  };
}

function evaluateExpression(text: string, lookup: Lookup, runtime: FeelRuntime): Evaluation {
  const compiled = compile(text);
  return compiled.ok
    ? compiled.expression.evaluate(lookup, runtime)
    : { ok: false, failure: compiled.failure.message, warnings: [] };
}

function evaluateUnaryTests(request: FeelRequest, runtime: FeelRuntime): Evaluation {
  const { expression, lookup, input, inputExpression } = request;
  const compiled = compileUnaryTests(expression);
  if (!compiled.ok) return { ok: false, failure: compiled.failure.message, warnings: [] };
  if (inputExpression === undefined) return compiled.expression.evaluate(lookup, runtime, input);
  const evaluated = evaluateExpression(inputExpression, lookup, runtime);
  return evaluated.ok ? compiled.expression.evaluate(lookup, runtime, evaluated.value) : evaluated;
}

function answerOf(id: Json, evaluation: Evaluation): FeelAnswer {
  const warnings = evaluation.warnings.length === 0 ? {} : { warnings: evaluation.warnings };
  if (!evaluation.ok) return { id, ...warnings, failure: evaluation.failure };
  try {
    return { id, ...resultOf(evaluation.value), ...warnings };
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    return { id, ...warnings, failure: error.message };
  }
}

function resultOf(value: FeelValue): Pick<FeelAnswer, 'result' | 'resultString'> {
  // A half of a surrogate pair has no UTF-8 form; Java writes a question mark.
  const text = feelString(value)?.replace(/\p{Surrogate}/gu, '?') ?? null;
  return { result: encodeFact(value), resultString: text };
}
