// `if … then … else …`.
import type { IfNode } from '../ast.js';
import type { Compile, Evaluator } from './evaluator.js';
import { warnNoBoolean } from './logic.js';

export function compileIf(node: IfNode, compile: Compile): Evaluator {
  const condition = compile(node.condition);
  const consequence = compile(node.consequence);
  const alternative = compile(node.alternative);
  return (scope) => {
    const holds = condition(scope);
    if (holds === true) return consequence(scope);
    if (holds !== false) warnNoBoolean(holds, scope.state);
    return alternative(scope);
  };
}
