// Message and signal names of process start events are needed at deployment, when there are no variables.
import { resultType, type FeelRuntime } from '@grevy/feel';
import { eventDefinitionsOf, isBpmn } from '../../document/bpmn-document.js';
import { evaluateConstant } from '../../expression/evaluation-failure.js';
import type { ExpressionCompiler } from '../../expression/expression-compiler.js';
import type { Rule } from '../rule.js';

export function startEventNameRule(compiler: ExpressionCompiler, runtime: FeelRuntime): Rule {
  return function* (event, document) {
    if (event.parent === undefined || !isBpmn(event.parent, 'process')) return;
    for (const definition of eventDefinitionsOf(event)) {
      for (const type of ['message', 'signal']) {
        const name = document.reference(definition, `${type}Ref`, type)?.attribute('name');
        if (name !== undefined) yield* checkName(type, name, compiler, runtime);
      }
    }
  };
}

function* checkName(
  type: string,
  name: string,
  compiler: ExpressionCompiler,
  runtime: FeelRuntime,
): Generator<string> {
  const result = compiler.read(name);
  const evaluation = result.ok ? evaluateConstant(result.expression, runtime) : undefined;
  const text = result.ok ? result.expression.text : name.slice(1);
  if (!result.ok || evaluation?.ok === false) {
    const failure = result.ok ? (evaluation?.ok === false ? evaluation.failure : '') : result.message;
    yield `Expected constant expression but found '${text}', which could not be evaluated without context: ${failure}`;
    return;
  }
  const actual = resultType(evaluation?.value ?? null);
  if (actual !== 'STRING') {
    yield `Expected constant expression of type String for ${type} name '${text}', but was ${actual}`;
  }
}
