// Unary tests, `in`, and ranges as tests of the input.
import type { InNode, Node, RangeNode, TestNode, UnaryTests } from '../ast.js';
import { compareEqual, compareRange } from '../operators/comparison.js';
import { INPUT_VARIABLE, VariableScope, type Scope } from '../scope.js';
import { same } from '../values/equality.js';
import { FeelError } from '../values/error.js';
import { FeelRange, type FeelValue, isList } from '../values/value.js';
import type { Compile, Evaluator } from './evaluator.js';
import { warnNoBoolean } from './logic.js';
import { readInput } from './variable.js';

/** The tests as a whole; null where neither true nor false can be said. */
export function compileUnaryTests(tests: UnaryTests, compile: Compile): Evaluator {
  if (tests.kind === 'any') return () => true;
  const anyOf = compileAnyOf(tests.tests, compile);
  if (!tests.negated) return anyOf;
  return (scope) => {
    const result = anyOf(scope);
    if (typeof result === 'boolean') return !result;
    warnNoBoolean(result, scope.state);
    return null;
  };
}

export function compileIn(node: InNode, compile: Compile): Evaluator {
  const value = compile(node.value);
  const anyOf = compileAnyOf(node.tests, compile);
  return (scope) => {
    const input = value(scope);
    return input instanceof FeelError ? input : anyOf(new VariableScope(scope, INPUT_VARIABLE, input));
  };
}

/** True if one test is; a test that is neither is reported once, and false ones cannot outweigh it. */
function compileAnyOf(tests: readonly Node[], compile: Compile): Evaluator {
  const evaluators = tests.map(compile);
  const [only] = evaluators;
  if (only !== undefined && evaluators.length === 1) return only;
  return (scope) => {
    let outcome: boolean | null = false;
    for (const [index, test] of evaluators.entries()) {
      const result = test(scope);
      if (result === true) return true;
      if (result === false || outcome === null) continue;
      if (index < evaluators.length) warnNoBoolean(result, scope.state);
      outcome = null;
    }
    return outcome;
  };
}

/**
 * An expression as a test: true passes; a list passes if it contains or equals the input; else equality decides,
 * where false in the place of a test never gives null.
 */
export function compileTest(node: TestNode, compile: Compile): Evaluator {
  const expression = compile(node.expression);
  const { isBooleanLiteral } = node;
  return (scope) => {
    const expected = expression(scope);
    if (expected instanceof FeelError) return expected;
    const input = readInput(scope);
    if (typeof expected === 'boolean' && !isBooleanLiteral) {
      return expected || compareEqual(input, expected, scope.state) === true;
    }
    if (!isList(expected)) return compareEqual(input, expected, scope.state);
    return contains(expected, input, scope) || compareEqual(input, expected, scope.state) === true;
  };
}

function contains(list: readonly FeelValue[], input: FeelValue, scope: Scope): boolean {
  scope.state.spend(list.length);
  return list.some((item) => same(item, input, scope.state));
}

export function compileRangeTest(node: RangeNode, compile: Compile): Evaluator {
  const start = compile(node.start.value);
  const end = compile(node.end.value);
  return (scope) => {
    const range = new FeelRange(
      { value: start(scope), closed: node.start.closed },
      { value: end(scope), closed: node.end.closed },
    );
    // The input is read for each bound, and reported for each when there is none.
    readInput(scope);
    return compareRange(readInput(scope), range, scope.state);
  };
}
