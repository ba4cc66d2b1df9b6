// Unary tests: `-`, `not(…)`, or tests separated by commas; and ranges.
import type { Node, UnaryTests } from '../ast.js';
import { parseInputComparison } from './expression.js';
import type { Parser } from './parser.js';

export function parseUnaryTests(parser: Parser): UnaryTests | undefined {
  const negated = parser.attempt(() => {
    const list = parser.accept('not') && parser.accept('(') && parser.separated(() => parser.test());
    return list && parser.accept(')') ? list : undefined;
  });
  if (negated !== undefined) return { kind: 'tests', negated: true, tests: negated };
  const tests = parser.separated(() => parser.test());
  if (tests !== undefined) return { kind: 'tests', negated: false, tests };
  return parser.accept('-') ? { kind: 'any' } : undefined;
}

export function parseTest(parser: Parser): Node | undefined {
  const test = parseInputComparison(parser) ?? parser.range();
  if (test !== undefined) return test;
  const isBooleanLiteral = parseFinalBoolean(parser);
  const expression = parser.expression();
  return expression && { kind: 'test', expression, isBooleanLiteral };
}

/** Whether `true` or `false` is all that is left of the text; reads nothing. */
function parseFinalBoolean(parser: Parser): boolean {
  const start = parser.position;
  const found = parser.acceptWord('true') || parser.acceptWord('false');
  parser.skipBlanks();
  const isFinal = found && parser.atEnd;
  parser.position = start;
  return isFinal;
}

export function parseRange(parser: Parser): Node | undefined {
  const code = parser.peek();
  if (code !== 0x5b && code !== 0x28 && code !== 0x5d) return undefined;
  return parser.attempt(() => {
    const startClosed = parser.accept('[');
    if (!startClosed && !parser.accept('(') && !parser.accept(']')) return undefined;
    const start = parser.arithmetic();
    if (start === undefined || !parser.accept('..')) return undefined;
    const end = parser.arithmetic();
    if (end === undefined) return undefined;
    const endClosed = parser.accept(']');
    if (!endClosed && !parser.accept(')') && !parser.accept('[')) return undefined;
    return {
      kind: 'range',
      start: { value: start, closed: startClosed },
      end: { value: end, closed: endClosed },
    };
  });
}
