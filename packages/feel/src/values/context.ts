// How contexts are made. Keys live in a Map, so `__proto__` is a key like any other.
import { FeelContext, type ContextIdentity, type FeelFunction, type FeelValue } from './value.js';

export class MapContext extends FeelContext {
  constructor(
    private readonly values: ReadonlyMap<string, FeelValue>,
    identity: ContextIdentity,
    private readonly hidden?: ReadonlyMap<string, readonly FeelFunction[]> | undefined,
  ) {
    super(identity);
  }

  override get(key: string): FeelValue | undefined {
    return this.values.get(key);
  }

  override get size(): number {
    return this.values.size;
  }

  override keys(): readonly string[] {
    return [...this.values.keys()];
  }

  override functions(name: string): readonly FeelFunction[] {
    return this.hidden?.get(name) ?? [];
  }
}

/** A context some entries of which are (parts of) variables as they were given. */
class PartlyVariableContext extends MapContext {
  constructor(
    values: ReadonlyMap<string, FeelValue>,
    private readonly variableKeys: ReadonlySet<string>,
  ) {
    super(values, 'content');
  }

  override isVariable(key: string): boolean {
    return this.variableKeys.has(key);
  }
}

/** A context as built-in functions make it. */
export function contextOf(entries: Iterable<readonly [string, FeelValue]>): FeelContext {
  return new MapContext(new Map(entries), 'content');
}

/** The entries of several contexts, later ones win. Where each came from is kept, since messages show it. */
export function mergedContext(contexts: readonly FeelContext[]): FeelContext {
  const values = new Map<string, FeelValue>();
  const variableKeys = new Set<string>();
  for (const context of contexts) {
    for (const [key, value] of context.entries()) {
      values.set(key, value);
      if (context.isVariable(key)) variableKeys.add(key);
      else variableKeys.delete(key);
    }
  }
  return variableKeys.size === 0
    ? new MapContext(values, 'content')
    : new PartlyVariableContext(values, variableKeys);
}
