// Sources and targets of variable mappings.
import type { ExpressionCompiler } from '../../expression/expression-compiler.js';
import type { Rule } from '../rule.js';
import { checkExpression } from './expression-rules.js';

const RESERVED = [
  'null',
  'true',
  'false',
  'function',
  'if',
  'then',
  'else',
  'for',
  'between',
  'instance',
  'of',
];
const PATH = /^[a-zA-Z][a-zA-Z0-9_]*(\.[a-zA-Z][a-zA-Z0-9_]*)*$/;

export function inputRule(compiler: ExpressionCompiler): Rule {
  return function* (input) {
    yield* checkExpression(compiler, input.attribute('source'), { mandatory: true });
    yield* checkTarget(input.attribute('target'));
  };
}

export function outputRule(compiler: ExpressionCompiler): Rule {
  return function* (output) {
    yield* checkExpression(compiler, output.attribute('source'), { mandatory: true, feel: true });
    yield* checkTarget(output.attribute('target'));
  };
}

function checkTarget(target: string | undefined): readonly string[] {
  if (!target) return ['Expected path expression but not found.'];
  if (!PATH.test(target)) {
    return [
      `Expected path expression '${target}' but doesn't match the pattern '${PATH.source.slice(1, -1)}'.`,
    ];
  }
  if (RESERVED.includes(target)) {
    return [
      `Expected path expression '${target}' but is one of the reserved words (${RESERVED.join(', ')}).`,
    ];
  }
  return [];
}
