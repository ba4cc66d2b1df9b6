// Contexts: ordered maps from any string to a value. Keys live in a Map, so `__proto__` is a key like any other.
import type { FeelFunction } from './function.js';
import { listingOrder } from './listing-order.js';
import type { FeelValue } from './value.js';

/**
 * How `list contains`, `distinct values` and their like compare a context. Contexts of a literal or a variable
 * are only equal to themselves there; those that a built-in function made are equal by content. (`=` always
 * compares by content.)
 */
export type ContextIdentity = 'itself' | 'content';

export abstract class FeelContext {
  constructor(readonly identity: ContextIdentity) {}

  /** The entry's value; undefined if there is none with this key. */
  abstract get(key: string): FeelValue | undefined;

  abstract get size(): number;

  abstract keys(): readonly string[];

  /** Whether the entries are (parts of) variables as they were given, not values that an expression made. */
  get isVariable(): boolean {
    return false;
  }

  /** Functions that are callable by this name but are no entries. */
  functions(_name: string): readonly FeelFunction[] {
    return [];
  }

  *entries(): Iterable<readonly [string, FeelValue]> {
    for (const key of this.keys()) yield [key, this.get(key) ?? null];
  }

  /** The entries in the order in which texts and messages list them. */
  *listedEntries(): Iterable<readonly [string, FeelValue]> {
    for (const key of listingOrder(this.keys())) yield [key, this.get(key) ?? null];
  }
}

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
