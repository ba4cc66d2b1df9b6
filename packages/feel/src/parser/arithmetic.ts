// Sums, products, powers and the unary minus. `**` is left-associative and binds tighter than nothing else but
// the minus: `-2 ** 2` is 4.
import type { ArithmeticNode, ArithmeticOperator, Node } from '../ast.js';
import type { Parser } from './parser.js';

type OperatorAt = (parser: Parser) => ArithmeticOperator | undefined;

export function parseArithmetic(parser: Parser): Node | undefined {
  return parseOperators(parser, additive, parseProduct);
}

function parseProduct(parser: Parser): Node | undefined {
  return parseOperators(parser, multiplicative, parsePower);
}

function parsePower(parser: Parser): Node | undefined {
  return parseOperators(parser, power, parseNegation);
}

function additive(parser: Parser): ArithmeticOperator | undefined {
  return parser.acceptHere('+') ? '+' : parser.acceptHere('-') ? '-' : undefined;
}

function multiplicative(parser: Parser): ArithmeticOperator | undefined {
  return parser.acceptHere('*') ? '*' : parser.acceptHere('/') ? '/' : undefined;
}

function power(parser: Parser): ArithmeticOperator | undefined {
  return parser.acceptHere('**') ? '**' : undefined;
}

function parseOperators(
  parser: Parser,
  operatorAt: OperatorAt,
  parseOperand: (parser: Parser) => Node | undefined,
): Node | undefined {
  const first = parseOperand(parser);
  if (first === undefined) return undefined;
  let rest: ArithmeticNode['rest'][number][] | undefined;
  for (;;) {
    const beforeOperator = parser.position;
    parser.skipBlanks();
    const operator = operatorAt(parser);
    const operand = operator && parseOperand(parser);
    if (operator === undefined || operand === undefined) {
      parser.position = beforeOperator;
      return rest === undefined ? first : { kind: 'arithmetic', first, rest };
    }
    (rest ??= []).push({ operator, operand });
  }
}

/** `-x.y` is the negation of `x.y`. A second minus belongs to a number: `--1`. */
function parseNegation(parser: Parser): Node | undefined {
  const negation = parser.attempt((): Node | undefined => {
    const operand = parser.accept('-') ? parser.chain() : undefined;
    return operand && { kind: 'negation', operand };
  });
  return negation ?? parser.chain();
}
