// `+ - * / **` and the unary minus, with a fast path for whole numbers that stay exact.
import type { ArithmeticNode, ArithmeticOperator, NegationNode } from '../ast.js';
import {
  addValues,
  divideValues,
  multiplyValues,
  negateValue,
  raiseValues,
  subtractValues,
  type Operation,
} from '../operators/arithmetic.js';
import { negate } from '../numbers/number.js';
import { isNumber } from '../values/value.js';
import type { Compile, Evaluator } from './evaluator.js';

const OPERATIONS: Readonly<Record<ArithmeticOperator, Operation>> = {
  '+': addValues,
  '-': subtractValues,
  '*': multiplyValues,
  '/': divideValues,
  '**': raiseValues,
};

export function compileArithmetic(node: ArithmeticNode, compile: Compile): Evaluator {
  const first = compile(node.first);
  const rest = node.rest.map(({ operator, operand }) => ({
    operation: OPERATIONS[operator],
    operand: compile(operand),
  }));
  const [only] = node.rest;
  if (only !== undefined && node.rest.length === 1)
    return compileBinary(only.operator, first, compile(only.operand));
  return (scope) => {
    scope.state.spend(rest.length);
    let value = first(scope);
    for (const { operation, operand } of rest) value = operation(value, operand(scope), scope.state);
    return value;
  };
}

function compileBinary(operator: ArithmeticOperator, left: Evaluator, right: Evaluator): Evaluator {
  if (operator === '+') {
    return (scope) => {
      const leftValue = left(scope);
      const rightValue = right(scope);
      if (typeof leftValue === 'number' && typeof rightValue === 'number') {
        const sum = leftValue + rightValue;
        if (Number.isSafeInteger(sum)) return sum;
      }
      return addValues(leftValue, rightValue, scope.state);
    };
  }
  const operation = OPERATIONS[operator];
  return (scope) => {
    const leftValue = left(scope);
    return operation(leftValue, right(scope), scope.state);
  };
}

export function compileNegation(node: NegationNode, compile: Compile): Evaluator {
  if (node.operand.kind === 'literal' && isNumber(node.operand.value)) {
    const constant = negate(node.operand.value);
    return () => constant;
  }
  const operand = compile(node.operand);
  return (scope) => negateValue(operand(scope), scope.state);
}
