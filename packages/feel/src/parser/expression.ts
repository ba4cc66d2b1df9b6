// The levels of an expression: `if`, `for`, `some`/`every`, or else a disjunction of conjunctions of comparisons.
import type { ComparisonOperator, IteratorNode, LogicNode, Node } from '../ast.js';
import type { Parser } from './parser.js';

export function parseExpression(parser: Parser): Node | undefined {
  switch (parser.peek()) {
    case 0x69: // i
      return parser.attempt(() => parseIf(parser)) ?? parseDisjunction(parser);
    case 0x66: // f
      return parser.attempt(() => parseFor(parser)) ?? parseDisjunction(parser);
    case 0x73: // s
      return parser.attempt(() => parseQuantified(parser, 'some')) ?? parseDisjunction(parser);
    case 0x65: // e
      return parser.attempt(() => parseQuantified(parser, 'every')) ?? parseDisjunction(parser);
    default:
      return parseDisjunction(parser);
  }
}

function parseIf(parser: Parser): Node | undefined {
  if (!parser.accept('if')) return undefined;
  const condition = parser.expression();
  if (condition === undefined || !parser.accept('then')) return undefined;
  const consequence = parser.expression();
  if (consequence === undefined || !parser.accept('else')) return undefined;
  const alternative = parser.expression();
  return alternative && { kind: 'if', condition, consequence, alternative };
}

function parseFor(parser: Parser): Node | undefined {
  if (!parser.accept('for')) return undefined;
  const iterators = parser.separated(() => parser.attempt(() => parseIterator(parser)));
  if (iterators === undefined || !parser.accept('return')) return undefined;
  const result = parser.expression();
  return result && { kind: 'for', iterators, result };
}

function parseQuantified(parser: Parser, kind: 'some' | 'every'): Node | undefined {
  if (!parser.accept(kind)) return undefined;
  const iterators = parser.separated(() => parser.attempt(() => parseIterator(parser)));
  if (iterators === undefined || !parser.accept('satisfies')) return undefined;
  const condition = parser.expression();
  return condition && { kind, iterators, condition };
}

function parseIterator(parser: Parser): IteratorNode | undefined {
  const name = parser.name();
  if (name === undefined || !parser.accept('in')) return undefined;
  const count = parser.attempt(() => {
    const from = parser.arithmetic();
    if (from === undefined || !parser.accept('..')) return undefined;
    const to = parser.arithmetic();
    return to && { name, source: { kind: 'count', from, to } as const };
  });
  if (count !== undefined) return count;
  const list = parser.chain();
  return list && { name, source: { kind: 'values', list } };
}

function parseDisjunction(parser: Parser): Node | undefined {
  return parseLogic(parser, 'or', parseConjunction);
}

function parseConjunction(parser: Parser): Node | undefined {
  return parseLogic(parser, 'and', parseComparison);
}

function parseLogic(
  parser: Parser,
  kind: LogicNode['kind'],
  parseOperand: (parser: Parser) => Node | undefined,
): Node | undefined {
  const first = parseOperand(parser);
  if (first === undefined) return undefined;
  const operands = [first];
  for (;;) {
    const beforeOperator = parser.position;
    const operand = parser.accept(kind) ? parseOperand(parser) : undefined;
    if (operand === undefined) {
      parser.position = beforeOperator;
      return operands.length === 1 ? first : { kind, operands };
    }
    operands.push(operand);
  }
}

function parseComparison(parser: Parser): Node | undefined {
  const left = parser.arithmetic();
  if (left === undefined) return parseInputComparison(parser) ?? parser.range();
  switch (parser.peek()) {
    case 0x3c: // <
    case 0x3e: // >
    case 0x3d: // =
    case 0x21: // !
      return parser.attempt(() => parseBinaryComparison(parser, left)) ?? left;
    case 0x62: // b
      return parser.attempt(() => parseBetween(parser, left)) ?? left;
    case 0x69: // i
      return (
        parser.attempt(() => parseInstanceOf(parser, left)) ??
        parser.attempt(() => parseIn(parser, left)) ??
        left
      );
    default:
      return left;
  }
}

const COMPARISONS: readonly ComparisonOperator[] = ['<=', '>=', '<', '>', '!=', '='];
const ORDERS = ['<=', '>=', '<', '>'] as const;

function parseBinaryComparison(parser: Parser, left: Node): Node | undefined {
  const operator = COMPARISONS.find((candidate) => parser.accept(candidate));
  if (operator === undefined) return undefined;
  const right = parser.arithmetic();
  return right && { kind: 'comparison', operator, left, right };
}

/** `< 5`: a comparison of the input. */
export function parseInputComparison(parser: Parser): Node | undefined {
  return parser.attempt(() => {
    const operator = ORDERS.find((candidate) => parser.accept(candidate));
    const right = operator && parser.arithmetic();
    return right && operator && { kind: 'input comparison', operator, right };
  });
}

function parseBetween(parser: Parser, value: Node): Node | undefined {
  if (!parser.accept('between')) return undefined;
  const low = parser.arithmetic();
  if (low === undefined || !parser.accept('and')) return undefined;
  const high = parser.arithmetic();
  return high && { kind: 'between', value, low, high };
}

function parseInstanceOf(parser: Parser, value: Node): Node | undefined {
  if (!parser.accept('instance') || !parser.accept('of')) return undefined;
  const type = parseTypeName(parser);
  return type === undefined ? undefined : { kind: 'instance of', value, type };
}

const TYPES_WITH_RESERVED_WORDS = [
  'years and months duration',
  'days and time duration',
  'date and time',
  'function',
];

function parseTypeName(parser: Parser): string | undefined {
  const special = TYPES_WITH_RESERVED_WORDS.find((name) => parser.accept(name));
  if (special !== undefined) return special;
  let type = parser.name();
  if (type === undefined) return undefined;
  for (;;) {
    const beforeDot = parser.position;
    const next = parser.acceptPathDot() ? parser.name() : undefined;
    if (next === undefined) {
      parser.position = beforeDot;
      return type;
    }
    type = `${type}.${next}`;
  }
}

function parseIn(parser: Parser, value: Node): Node | undefined {
  if (!parser.accept('in')) return undefined;
  const list = parser.attempt(() => {
    if (!parser.accept('(')) return undefined;
    const tests = parser.separated(() => parser.test());
    return tests !== undefined && parser.accept(')') ? tests : undefined;
  });
  if (list !== undefined) return { kind: 'in', value, tests: list };
  const test = parser.test();
  return test && { kind: 'in', value, tests: [test] };
}
