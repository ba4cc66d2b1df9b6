// A range as an argument of a function. Its bounds must be numbers, or temporals of the same kind.
import type { RangeNode } from '../ast.js';
import { isTemporal } from '../temporal/temporal.js';
import { FeelError } from '../values/error.js';
import { order } from '../values/order.js';
import { FeelRange, type FeelValue, isNumber } from '../values/value.js';
import type { Compile, Evaluator } from './evaluator.js';
import { rangeTreeText } from './tree-text.js';

export function compileRangeValue(node: RangeNode, compile: Compile): Evaluator {
  const start = compile(node.start.value);
  const end = compile(node.end.value);
  return (scope) => {
    const from = start(scope);
    if (from instanceof FeelError) return from;
    const to = end(scope);
    if (to instanceof FeelError) return to;
    if (areBounds(from, to)) {
      return new FeelRange(
        { value: from, closed: node.start.closed },
        { value: to, closed: node.end.closed },
      );
    }
    const message = `Invalid range definition '${rangeTreeText(node)}'`;
    scope.state.warn('INVALID_TYPE', message);
    return new FeelError(message);
  };
}

function areBounds(from: FeelValue, to: FeelValue): boolean {
  return (isNumber(from) || isTemporal(from)) && order(from, to) !== undefined;
}
