// Short ways to compile and evaluate in tests.
import {
  compile,
  compileUnaryTests,
  feelString,
  type Evaluation,
  type FeelRuntime,
  type FeelValue,
} from '../src/index.js';

export const RUNTIME: FeelRuntime = {
  nowMs: Date.UTC(2024, 1, 29, 13, 14, 15, 678),
  zone: 'Europe/Berlin',
  random: () => 0.5,
};

export type Variables = Readonly<Record<string, FeelValue>>;

export function evaluate(text: string, variables: Variables = {}, runtime = RUNTIME): Evaluation {
  const compiled = compile(text);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const values = new Map(Object.entries(variables));
  return compiled.expression.evaluate((name) => values.get(name), runtime);
}

/** The text of the result; fails if there is none. */
export function textOfResult(text: string, variables: Variables = {}, runtime = RUNTIME): string | null {
  const evaluation = evaluate(text, variables, runtime);
  if (!evaluation.ok) throw new Error(evaluation.failure);
  return feelString(evaluation.value);
}

export function failureOf(text: string, variables: Variables = {}, runtime = RUNTIME): string {
  const evaluation = evaluate(text, variables, runtime);
  if (evaluation.ok) throw new Error(`No failure but ${String(feelString(evaluation.value))}`);
  return evaluation.failure;
}

export function test(tests: string, input: FeelValue, variables: Variables = {}): FeelValue {
  const compiled = compileUnaryTests(tests);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const values = new Map(Object.entries(variables));
  const evaluation = compiled.expression.evaluate((name) => values.get(name), RUNTIME, input);
  if (!evaluation.ok) throw new Error(evaluation.failure);
  return evaluation.value;
}
