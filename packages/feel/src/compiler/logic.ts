// Three-valued `and` and `or`. A decisive value on the left ends the chain; anything that is no boolean counts
// as null, and only the first of a pair is reported.
import type { LogicNode } from '../ast.js';
import type { EvaluationState } from '../evaluation.js';
import { textOf } from '../values/text.js';
import type { FeelValue } from '../values/value.js';
import type { Compile, Evaluator } from './evaluator.js';

export function compileLogic(node: LogicNode, compile: Compile): Evaluator {
  const decisive = node.kind === 'or';
  const [first, ...others] = node.operands.map(compile);
  if (first === undefined) throw new Error('A logical chain has at least two operands');
  const isLong = others.length > 1;
  return (scope) => {
    if (isLong) scope.state.spend(others.length);
    let value = first(scope);
    for (const other of others) {
      if (value === decisive) continue;
      if (value === !decisive) value = booleanOrNull(other(scope), scope.state);
      else {
        warnNoBoolean(value, scope.state);
        value = other(scope) === decisive ? decisive : null;
      }
    }
    return value;
  };
}

function booleanOrNull(value: FeelValue, state: EvaluationState): boolean | null {
  if (typeof value === 'boolean') return value;
  warnNoBoolean(value, state);
  return null;
}

/** Reports a value in the place of a condition. */
export function warnNoBoolean(found: FeelValue, state: EvaluationState): void {
  state.warn('INVALID_TYPE', `Expected boolean but found '${textOf(found)}'`);
}
