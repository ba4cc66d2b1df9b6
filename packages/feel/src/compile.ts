// From text to a compiled expression.
import type { Node, UnaryTests } from './ast.js';
import { freeNamesOf } from './compiler/free-names.js';
import { compileNode } from './compiler/compile-node.js';
import { ExternalFunctionDisabled } from './compiler/function-definition.js';
import { compileUnaryTests as compileTests } from './compiler/unary-tests.js';
import { LimitExceeded } from './failures.js';
import { FeelExpression, FeelUnaryTests } from './expression.js';
import { readExpression, readUnaryTests, type ParseFailure, type ParseResult } from './parser/grammar.js';

export type CompileResult<T = FeelExpression> =
  { readonly ok: true; readonly expression: T } | { readonly ok: false; readonly failure: ParseFailure };

/**
 * Compiles an expression.
 * @param text the expression without a leading `=`
 */
export function compile(text: string): CompileResult {
  return build(text, readExpression(text), (node: Node) => {
    return new FeelExpression(text, freeNamesOf([node]), compileNode(node));
  });
}

/** Compiles unary tests, as in the entries of a decision table. */
export function compileUnaryTests(text: string): CompileResult<FeelUnaryTests> {
  return build(text, readUnaryTests(text), (tests: UnaryTests) => {
    const names = tests.kind === 'any' ? [] : freeNamesOf(tests.tests);
    return new FeelUnaryTests(text, names, compileTests(tests, compileNode));
  });
}

function build<N, T>(text: string, parsed: ParseResult<N>, compileTree: (node: N) => T): CompileResult<T> {
  if (!parsed.ok) return parsed;
  try {
    return { ok: true, expression: compileTree(parsed.node) };
  } catch (error) {
    if (error instanceof LimitExceeded)
      return refused(`failed to parse expression '${text}': ${error.message}`);
    if (!(error instanceof ExternalFunctionDisabled)) throw error;
    return refused(`validation of expression '${text}' failed: ${error.message}`);
  }
}

/** A failure that concerns the text as a whole. */
function refused(message: string): { readonly ok: false; readonly failure: ParseFailure } {
  return { ok: false, failure: { message, position: 0 } };
}
