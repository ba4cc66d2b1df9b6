// Chooses the compiler of each kind of node.
import type { Node } from '../ast.js';
import { compileArithmetic, compileNegation } from './arithmetic.js';
import { compileChain } from './chain.js';
import { compileContext, compileList } from './collections.js';
import { compileBetween, compileComparison, compileInputComparison } from './comparison.js';
import { compileFor, compileQuantified } from './iteration.js';
import { compileFunction } from './function-definition.js';
import { compileIf } from './condition.js';
import { compileInstanceOf } from './instance-of.js';
import { compileCall, compileMethodCall } from './invocation.js';
import { compileLogic } from './logic.js';
import { compileInput, compileVariable } from './variable.js';
import { compileIn, compileRangeTest, compileTest } from './unary-tests.js';
import type { Evaluator } from './evaluator.js';

export function compileNode(node: Node): Evaluator {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'variable':
      return compileVariable(node);
    case 'input':
      return compileInput();
    case 'list':
      return compileList(node, compileNode);
    case 'context':
      return compileContext(node, compileNode);
    case 'chain':
      return compileChain(node, compileNode);
    case 'arithmetic':
      return compileArithmetic(node, compileNode);
    case 'negation':
      return compileNegation(node, compileNode);
    case 'and':
    case 'or':
      return compileLogic(node, compileNode);
    case 'comparison':
      return compileComparison(node, compileNode);
    case 'input comparison':
      return compileInputComparison(node, compileNode);
    case 'between':
      return compileBetween(node, compileNode);
    case 'instance of':
      return compileInstanceOf(node, compileNode);
    case 'in':
      return compileIn(node, compileNode);
    case 'test':
      return compileTest(node, compileNode);
    case 'range':
      return compileRangeTest(node, compileNode);
    case 'if':
      return compileIf(node, compileNode);
    case 'for':
      return compileFor(node, compileNode);
    case 'some':
    case 'every':
      return compileQuantified(node, compileNode);
    case 'function':
      return compileFunction(node, compileNode);
    case 'call':
      return compileCall(node, compileNode);
    case 'method call':
      return compileMethodCall(node, compileNode);
  }
}
