// A boxed context: named entries, each of which sees the ones before it. Its result is the last entry if that
// has no name, else a context of all entries.
import { FeelFunction, MapContext, type FeelContext, type FeelValue, type Lookup } from '@grevy/feel';
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
    const values = new EntryValues();
    for (const { name, expression } of this.entries) {
      const { outcome } = expression.evaluate(scope.extend(values.soFar()));
      if (!outcome.ok) return { outcome, audit: { entries: new Map() } };
      values.add(name, outcome.value);
    }
    const entries = values.latest;
    if (this.result === undefined) return { outcome: success(contextFrom(entries)), audit: { entries } };
    const { outcome } = this.result.evaluate(scope.extend(values.soFar()));
    return { outcome, audit: { entries } };
  }
}

/**
 * The values of the entries while they are evaluated. What an entry sees never changes afterwards, although
 * functions that it defines may be invoked when later entries are there.
 */
class EntryValues {
  readonly latest = new Map<string, FeelValue>();
  private count = 0;
  /** All values of a name, each with the number of entries before it. */
  private readonly versions = new Map<string, { readonly position: number; readonly value: FeelValue }[]>();

  add(name: string, value: FeelValue): void {
    this.latest.set(name, value);
    const versions = this.versions.get(name);
    const version = { position: this.count++, value };
    if (versions === undefined) this.versions.set(name, [version]);
    else versions.push(version);
  }

  /** The entries that are there now, also for whoever asks later. */
  soFar(): Lookup {
    const { count, versions } = this;
    return (name) => versions.get(name)?.findLast(({ position }) => position < count)?.value;
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
