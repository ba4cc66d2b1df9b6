// Evaluates the expressions of a model in a variable scope, and checks the type of the result (spec 10 §5.6).
import type { Expression } from '@grevy/bpmn';
import {
  fromJson,
  isList,
  resultType,
  type Evaluation,
  type FeelExpression,
  type FeelList,
  type FeelRuntime,
  type FeelValue,
  type Lookup,
  type ResultType,
  type Warning,
} from '@grevy/feel';
import type { JsonText, Key } from '@grevy/protocol';
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

/** Where an expression finds what it asks for. */
export interface Surroundings {
  readonly lookup: Lookup;
  readonly runtime: FeelRuntime;
}

export function surroundingsOf(processing: Processing, scopeKey: Key): Surroundings {
  return { lookup: variablesOf(processing, scopeKey), runtime: processing.feelRuntime };
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
  return evaluateIn(surroundingsOf(processing, scopeKey), expression, scopeKey);
}

/** As `evaluate`, with other surroundings than the variables of the scope; failures name the scope. */
function evaluateIn(
  { lookup, runtime }: Surroundings,
  expression: Expression,
  scopeKey: Key,
): Evaluated | Failure {
  if (expression.kind === 'static') return { value: expression.value, warnings: [], text: expression.text };
  const evaluation = expression.compiled.evaluate(lookup, runtime);
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
  surroundings: Surroundings = surroundingsOf(processing, scopeKey),
): boolean | Failure {
  const evaluated = evaluateIn(surroundings, expression, scopeKey);
  if (isFailure(evaluated)) return evaluated;
  return typeof evaluated.value === 'boolean' ? evaluated.value : wrongType(evaluated, ['BOOLEAN'], scopeKey);
}

/**
 * Evaluates to a list. A list that was evaluated before is taken again as long as every variable that it was made of
 * is unchanged, so evaluating the same long list for each of its items costs little (kernel/loop-caches.ts).
 */
export function evaluateList(
  processing: Processing,
  expression: Expression,
  scopeKey: Key,
): FeelList | Failure {
  const variable = (name: string) => variableOf(processing.state, scopeKey, name);
  const compiled = expression.kind === 'feel' ? expression.compiled : undefined;
  const known = compiled && processing.loopCaches.evaluatedList(compiled, variable);
  if (known !== undefined) return known;

  const reads = new Map<string, JsonText | undefined>();
  const runtime = new ObservedRuntime(processing.feelRuntime);
  const lookup = (name: string) => {
    const text = variable(name);
    reads.set(name, text);
    return text === undefined ? undefined : fromJson(text);
  };
  const evaluated = evaluateIn({ lookup, runtime }, expression, scopeKey);
  if (isFailure(evaluated)) return evaluated;
  const items = evaluated.value;
  if (!isList(items)) return wrongType(evaluated, ['ARRAY'], scopeKey);
  if (compiled !== undefined && !runtime.wasAsked) {
    processing.loopCaches.rememberEvaluated({ expression: compiled, reads, items });
  }
  return items;
}

/** Notes whether an evaluation asked for what may be different the next time: the clock or a random number. */
class ObservedRuntime implements FeelRuntime {
  wasAsked = false;

  constructor(private readonly runtime: FeelRuntime) {}

  get nowMs(): number {
    this.wasAsked = true;
    return this.runtime.nowMs;
  }

  get zone(): string {
    return this.runtime.zone;
  }

  random(): number {
    this.wasAsked = true;
    return this.runtime.random();
  }
}
