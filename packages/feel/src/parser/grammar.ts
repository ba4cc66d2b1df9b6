// The whole grammar: ties the rules together and reads a text to its end, or says where it stopped.
import type { Node, UnaryTests } from '../ast.js';
import { LimitExceeded } from '../failures.js';
import { MAX_EXPRESSION_LENGTH } from '../limits.js';
import { parseArithmetic } from './arithmetic.js';
import { parseExpression } from './expression.js';
import { Parser, type Rules } from './parser.js';
import { parseRange, parseTest, parseUnaryTests } from './unary-tests.js';
import { parseChain } from './value.js';

export interface ParseFailure {
  readonly message: string;
  /** Offset in the text, in UTF-16 units from 0. */
  readonly position: number;
}

export type ParseResult<T> =
  { readonly ok: true; readonly node: T } | { readonly ok: false; readonly failure: ParseFailure };

const RULES: Rules = {
  expression: parseExpression,
  arithmetic: parseArithmetic,
  chain: parseChain,
  test: parseTest,
  range: parseRange,
};

/** Reads an expression. */
export function readExpression(text: string): ParseResult<Node> {
  return read(text, (parser) => parser.expression());
}

/** Reads unary tests. */
export function readUnaryTests(text: string): ParseResult<UnaryTests> {
  return read(text, parseUnaryTests);
}

function read<T>(text: string, rule: (parser: Parser) => T | undefined): ParseResult<T> {
  const parser = new Parser(text, RULES);
  try {
    if (text.length > MAX_EXPRESSION_LENGTH) {
      throw new LimitExceeded(`The expression is longer than ${MAX_EXPRESSION_LENGTH} characters`);
    }
    const node = rule(parser);
    parser.skipBlanks();
    if (node !== undefined && parser.atEnd && !parser.hasUnclosedComment) return { ok: true, node };
    return { ok: false, failure: failureAt(parser) };
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    return { ok: false, failure: { message: prefix(text) + error.message, position: parser.position } };
  }
}

function prefix(text: string): string {
  return `failed to parse expression '${text}': `;
}

const SHOWN_LENGTH = 10;

function failureAt(parser: Parser): ParseFailure {
  const { text } = parser;
  const position = parser.hasUnclosedComment ? text.length : parser.position;
  const expected = parser.hasUnclosedComment
    ? '"*/"'
    : position === 0
      ? 'an expression'
      : 'an operator or the end';
  const before = text.slice(0, position).split('\n');
  const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
  const found = JSON.stringify(text.slice(position, position + SHOWN_LENGTH));
  return { message: `${prefix(text)}Expected ${expected}:${place}, found ${found}`, position };
}
