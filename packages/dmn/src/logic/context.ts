// A boxed context: named entries, each of which sees the ones before it. Its result is the last entry if that
// has no name, else a context of all entries.
import { FeelFunction, MapContext, type FeelContext, type FeelValue } from '@grevy/feel';
import { success } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';
import type { BoxedExpression, DecisionLogic, LogicResult } from './logic.js';

export interface ContextEntry {
  readonly name: string;
  readonly expression: BoxedExpression;
}

export class Context implements DecisionLogic {
  readonly kind = 'CONTEXT';

  constructor(
    private readonly entries: readonly ContextEntry[],
    /** The entry without a name. */
    private readonly result: BoxedExpression | undefined,
  ) {}

  evaluate(scope: Scope): LogicResult {
    const values = new Map<string, FeelValue>();
    const inner = scope.with(values);
    for (const { name, expression } of this.entries) {
      const { outcome } = expression.evaluate(inner);
      if (!outcome.ok) return { outcome, audit: { entries: new Map() } };
      values.set(name, outcome.value);
    }
    if (this.result === undefined)
      return { outcome: success(contextFrom(values)), audit: { entries: values } };
    const { outcome } = this.result.evaluate(inner);
    return { outcome, audit: { entries: outcome.ok ? values : new Map() } };
  }
}

/** Functions are entries, other than in a context literal of FEEL, and can be invoked by their names. */
function contextFrom(values: ReadonlyMap<string, FeelValue>): FeelContext {
  const functions = new Map<string, readonly FeelFunction[]>();
  for (const [name, value] of values) {
    if (value instanceof FeelFunction) functions.set(name, [value]);
  }
  return new MapContext(values, 'content', functions);
}
