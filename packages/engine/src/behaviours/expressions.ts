// Evaluates the expressions of a model in a variable scope, and checks the type of the result (spec 10 §5.6).
import type { Expression } from '@grevy/bpmn';
import {
  fromJson,
  resultType,
  type Evaluation,
  type FeelExpression,
  type FeelValue,
  type Lookup,
  type ResultType,
  type Warning,
} from '@grevy/feel';
import type { Key } from '@grevy/protocol';
import { Failure, isFailure } from '../failure.js';
import type { Processing } from '../kernel/processing.js';
import { variableOf } from '../state/variable-scopes.js';

/** The variables that a scope sees: looked up by name from the scope upwards, and parsed only when they are read. */
export function variablesOf(processing: Processing, scopeKey: Key): Lookup {
  return (name) => {
    const text = variableOf(processing.state, scopeKey, name);
    return text === undefined ? undefined : fromJson(text);
  };
}

export function evaluateFeel(processing: Processing, expression: FeelExpression, scopeKey: Key): Evaluation {
  return expression.evaluate(variablesOf(processing, scopeKey), processing.feelRuntime);
}

/** Appends the warnings of an evaluation to a failure message (spec 10 §5.6). */
export function withWarnings(message: string, warnings: readonly Warning[]): string {
  if (warnings.length === 0) return message;
  const lines = warnings.map((warning) => `[${warning.type}] ${warning.message}`);
  return `${message} The evaluation reported the following warnings:\n${lines.join('\n')}`;
}

/** A value and what is needed to complain about it. */
export interface Evaluated {
  readonly value: FeelValue;
  readonly warnings: readonly Warning[];
  /** The expression as messages show it: without the leading `=`. */
  readonly text: string;
}

export function evaluate(processing: Processing, expression: Expression, scopeKey: Key): Evaluated | Failure {
  if (expression.kind === 'static') return { value: expression.value, warnings: [], text: expression.text };
  const evaluation = evaluateFeel(processing, expression.compiled, scopeKey);
  if (!evaluation.ok) {
    const message = withWarnings(evaluation.failure, evaluation.warnings);
    return new Failure('EXTRACT_VALUE_ERROR', message, scopeKey);
  }
  return { value: evaluation.value, warnings: evaluation.warnings, text: expression.text };
}

function wrongType(evaluated: Evaluated, expected: readonly ResultType[], scopeKey: Key): Failure {
  const actual = resultType(evaluated.value);
  const message =
    expected.length === 1
      ? `Expected result of the expression '${evaluated.text}' to be '${String(expected[0])}', but was '${actual}'.`
      : `Expected result of the expression '${evaluated.text}' to be one of '[${expected.join(', ')}]', but was '${actual}'.`;
  return new Failure('EXTRACT_VALUE_ERROR', withWarnings(message, evaluated.warnings), scopeKey);
}

/** Evaluates to a value of one of the expected types, or fails with the text of spec 10 §5.6. */
export function evaluateTo(
  processing: Processing,
  expression: Expression,
  scopeKey: Key,
  expected: readonly ResultType[],
): Evaluated | Failure {
  const evaluated = evaluate(processing, expression, scopeKey);
  if (isFailure(evaluated)) return evaluated;
  return expected.includes(resultType(evaluated.value))
    ? evaluated
    : wrongType(evaluated, expected, scopeKey);
}

export function evaluateString(
  processing: Processing,
  expression: Expression,
  scopeKey: Key,
): string | Failure {
  const evaluated = evaluate(processing, expression, scopeKey);
  if (isFailure(evaluated)) return evaluated;
  return typeof evaluated.value === 'string' ? evaluated.value : wrongType(evaluated, ['STRING'], scopeKey);
}

export function evaluateBoolean(
  processing: Processing,
  expression: Expression,
  scopeKey: Key,
): boolean | Failure {
  const evaluated = evaluate(processing, expression, scopeKey);
  if (isFailure(evaluated)) return evaluated;
  return typeof evaluated.value === 'boolean' ? evaluated.value : wrongType(evaluated, ['BOOLEAN'], scopeKey);
}
