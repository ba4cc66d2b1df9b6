// Reads the texts of a model that may be static or FEEL (spec 14, expressions; spec 10 §5.5). Every text is compiled
// once per file: rules look at it first, then the executable model is built with it.
import { compile, parseNumber, type FeelExpression, type FeelValue } from '@grevy/feel';
import { BPMN_LIMITS } from '../limits.js';
import type { CompiledExpression, Expression, StaticExpression } from '../model/expression.js';

export type ExpressionResult =
  { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly message: string };

export class ExpressionCompiler {
  private readonly compiled = new Map<string, ReturnType<typeof compile>>();

  /** Text that is `=` and at least one more character is FEEL, everything else is static. */
  read(text: string): ExpressionResult {
    if (!isFeel(text)) return { ok: true, expression: staticExpression(text) };
    return this.feel(text.slice(1));
  }

  /** @param text without a leading `=` */
  feel(text: string): ExpressionResult {
    const result = this.compile(text);
    if (!result.ok) return { ok: false, message: result.failure.message };
    return { ok: true, expression: compiledExpression(text, result.expression) };
  }

  private compile(text: string): ReturnType<typeof compile> {
    const known = this.compiled.get(text);
    if (known !== undefined) return known;
    const result = compile(text);
    this.compiled.set(text, result);
    return result;
  }
}

export function isFeel(text: string): boolean {
  return text.length > 1 && text.startsWith('=');
}

function compiledExpression(text: string, compiled: FeelExpression): CompiledExpression {
  return { kind: 'feel', text, compiled };
}

/** A static text with the type of spec 10 §5.5. */
export function staticExpression(text: string): StaticExpression {
  return { kind: 'static', text, value: staticValue(text) };
}

/** A static text that is a string even if it looks like a number. */
export function staticString(text: string): StaticExpression {
  return { kind: 'static', text, value: text };
}

function staticValue(text: string): FeelValue {
  return text.length > BPMN_LIMITS.maxStaticNumberLength ? text : (parseNumber(text) ?? text);
}
