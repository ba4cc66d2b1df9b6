// Comparisons and `between`.
import type { BetweenNode, ComparisonNode, InputComparisonNode, OrderOperator } from '../ast.js';
import { compareEqual, compareOrder, compareUnequal, satisfies } from '../operators/comparison.js';
import type { Compile, Evaluator } from './evaluator.js';
import { warnNoBoolean } from './logic.js';
import { readInput } from './variable.js';

export function compileComparison(node: ComparisonNode, compile: Compile): Evaluator {
  const left = compile(node.left);
  const right = compile(node.right);
  const { operator } = node;
  if (operator === '=') return compileEqual(left, right);
  if (operator === '!=') {
    return (scope) => {
      const value = left(scope);
      return compareUnequal(value, right(scope), scope.state);
    };
  }
  return compileOrder(operator, left, right);
}

export function compileInputComparison(node: InputComparisonNode, compile: Compile): Evaluator {
  return compileOrder(node.operator, readInput, compile(node.right));
}

function compileEqual(left: Evaluator, right: Evaluator): Evaluator {
  return (scope) => {
    const leftValue = left(scope);
    const rightValue = right(scope);
    if (typeof leftValue === 'number' && typeof rightValue === 'number') return leftValue === rightValue;
    if (typeof leftValue === 'string' && typeof rightValue === 'string') {
      scope.state.spendOnText(leftValue.length);
      return leftValue === rightValue;
    }
    return compareEqual(leftValue, rightValue, scope.state);
  };
}

function compileOrder(operator: OrderOperator, left: Evaluator, right: Evaluator): Evaluator {
  return (scope) => {
    const leftValue = left(scope);
    const rightValue = right(scope);
    if (typeof leftValue === 'number' && typeof rightValue === 'number') {
      return satisfies(operator, leftValue - rightValue);
    }
    return compareOrder(operator, leftValue, rightValue, scope.state);
  };
}

/** `value >= low and value <= high`, the value evaluated for each side. */
export function compileBetween(node: BetweenNode, compile: Compile): Evaluator {
  const value = compile(node.value);
  const atLeast = compileOrder('>=', value, compile(node.low));
  const atMost = compileOrder('<=', value, compile(node.high));
  return (scope) => {
    // The value is evaluated twice, so nesting doubles the work each time.
    scope.state.spend(1);
    const reachesLow = atLeast(scope);
    if (reachesLow === false) return false;
    if (reachesLow === null) warnNoBoolean(null, scope.state);
    const staysBelow = atMost(scope);
    if (staysBelow === false) return false;
    if (reachesLow === null) return null;
    if (staysBelow === null) warnNoBoolean(null, scope.state);
    return staysBelow;
  };
}
