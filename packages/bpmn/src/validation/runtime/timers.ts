// Timers that can be looked at already: static ones, and those that start a process.
import type { XmlElement } from '@grevy/xml';
import type { FeelRuntime } from '@grevy/feel';
import { childOf, eventDefinitionsOf, isBpmn, textOf } from '../../document/bpmn-document.js';
import { evaluateConstant, withWarnings } from '../../expression/evaluation-failure.js';
import type { ExpressionCompiler } from '../../expression/expression-compiler.js';
import { timerOf } from '../../timer/timer.js';
import type { Rule } from '../rule.js';

const KINDS = [
  ['duration', 'timeDuration'],
  ['cycle', 'timeCycle'],
  ['date', 'timeDate'],
] as const;

export function timerRule(compiler: ExpressionCompiler, runtime: FeelRuntime): Rule {
  return function* (event) {
    const startsProcess =
      isBpmn(event, 'startEvent') && event.parent !== undefined && isBpmn(event.parent, 'process');
    for (const definition of eventDefinitionsOf(event)) {
      for (const [kind, name] of KINDS) {
        const text = childOf(definition, name);
        if (text === undefined) continue;
        const problem = timerProblem(kind, text, startsProcess, compiler, runtime);
        if (problem !== undefined) yield `Invalid timer ${kind} expression (${problem})`;
      }
    }
  };
}

function timerProblem(
  kind: (typeof KINDS)[number][0],
  element: XmlElement,
  startsProcess: boolean,
  compiler: ExpressionCompiler,
  runtime: FeelRuntime,
): string | undefined {
  const result = compiler.read(textOf(element));
  if (!result.ok) return startsProcess ? result.message : undefined;
  if (result.expression.kind === 'feel' && !startsProcess) return undefined;
  const evaluation = evaluateConstant(result.expression, runtime);
  if (!evaluation.ok) return withWarnings(evaluation.failure, evaluation.warnings);
  const timer = timerOf(kind, evaluation.value, result.expression.text, runtime.zone);
  return timer.ok ? undefined : withWarnings(timer.message, evaluation.warnings);
}
