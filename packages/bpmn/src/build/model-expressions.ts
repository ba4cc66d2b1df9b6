// Expressions of a model that the rules have accepted.
import type { XmlElement } from '@grevy/xml';
import type { ExpressionCompiler } from '../expression/expression-compiler.js';
import type { CompiledExpression, Expression } from '../model/expression.js';
import { BuildFailure } from './build-failure.js';

export class ModelExpressions {
  constructor(readonly compiler: ExpressionCompiler) {}

  read(text: string): Expression {
    const result = this.compiler.read(text);
    if (!result.ok) throw new BuildFailure(result.message);
    return result.expression;
  }

  /** An expression that is FEEL, with its leading `=`. */
  feel(text: string): CompiledExpression {
    const expression = this.read(text);
    if (expression.kind === 'feel') return expression;
    throw new BuildFailure(`Expected expression but found static value '${text}'.`);
  }

  /** FEEL without a leading `=`. */
  feelText(text: string): CompiledExpression {
    return this.feel(`=${text}`);
  }

  attribute(element: XmlElement | undefined, name: string, absent = ''): Expression {
    return this.read(element?.attribute(name) ?? absent);
  }

  /** An optional attribute that is empty counts as absent. */
  optional(element: XmlElement | undefined, name: string): Expression | undefined {
    const text = element?.attribute(name);
    return text ? this.read(text) : undefined;
  }
}
