// How evaluations at deployment are reported (spec 10 §5.6).
import type { Evaluation, FeelRuntime, FeelValue, Warning } from '@grevy/feel';
import type { Expression } from '../model/expression.js';

/** Evaluates without variables. */
export function evaluateConstant(expression: Expression, runtime: FeelRuntime): Evaluation {
  if (expression.kind === 'feel') return expression.compiled.evaluate(() => undefined, runtime);
  const value: FeelValue = expression.value;
  return { ok: true, value, warnings: [] };
}

export function withWarnings(message: string, warnings: readonly Warning[]): string {
  if (warnings.length === 0) return message;
  const lines = warnings.map((warning) => `[${warning.type}] ${warning.message}`);
  return `${message} The evaluation reported the following warnings:\n${lines.join('\n')}`;
}
