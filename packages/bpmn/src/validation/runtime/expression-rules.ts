// Which texts have to be there, have to be FEEL, and parse (spec 10 §7.5).
import type { ExpressionCompiler } from '../../expression/expression-compiler.js';
import { staticListItems } from '../../expression/static-list.js';
import { textOf } from '../../document/bpmn-document.js';
import { parseDateTime } from '../../timer/date-time.js';
import type { Rule } from '../rule.js';

export interface Demands {
  readonly mandatory?: boolean;
  /** Static text is refused. */
  readonly feel?: boolean;
  /** What static text has to be; undefined if nothing is wrong with it. */
  readonly checkStatic?: (text: string) => string | undefined;
}

export function checkExpression(
  compiler: ExpressionCompiler,
  text: string | undefined,
  demands: Demands,
): readonly string[] {
  if (text === undefined) return demands.mandatory === true ? ['Expected expression but not found.'] : [];
  const result = compiler.read(text);
  if (!result.ok) return [result.message];
  if (result.expression.kind === 'feel') return [];
  if (demands.feel === true) {
    return [
      `Expected expression but found static value '${text}'. An expression must start with '=' (e.g. '=${text}').`,
    ];
  }
  const problem = demands.checkStatic?.(text);
  return problem === undefined ? [] : [problem];
}

/** A rule for attributes of an element. */
export function attributeRule(
  compiler: ExpressionCompiler,
  attributes: Readonly<Record<string, Demands>>,
): Rule {
  return function* (element) {
    for (const [name, demands] of Object.entries(attributes)) {
      yield* checkExpression(compiler, element.attribute(name), demands);
    }
  };
}

/** A rule for the text of an element. */
export function textRule(compiler: ExpressionCompiler, demands: Demands): Rule {
  return (element) => checkExpression(compiler, textOf(element), demands);
}

/** An empty text counts as absent, as it does for all optional attributes. */
export function checkStaticList(text: string): string | undefined {
  if (text === '' || staticListItems(text) !== undefined) return undefined;
  return `Expected static value to be a list of comma-separated values, e.g. 'a,b,c', but found '${text}'.`;
}

export function checkStaticDate(text: string): string | undefined {
  if (text === '' || parseDateTime(text).ok) return undefined;
  return `Expected static value to be a valid DateTime String, e.g. '2023-03-02T15:35+02:00', but found '${text}'.`;
}
