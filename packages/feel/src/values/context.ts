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

/** A context with entries of variables. */
class VariablesContext extends MapContext {
  override get isVariable(): boolean {
    return true;
  }
}

/** A context as built-in functions make it. */
export function contextOf(entries: Iterable<readonly [string, FeelValue]>, isVariable = false): FeelContext {
  const values = new Map(entries);
  return isVariable ? new VariablesContext(values, 'content') : new MapContext(values, 'content');
}
