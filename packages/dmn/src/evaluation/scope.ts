// What names mean while a logic is evaluated: a chain of bindings that ends at the evaluation's input
// variables. Functions (business knowledge models, function definitions) are bindings like all others.
import { FeelFunction, type FeelRuntime, type FeelValue, type Lookup } from '@grevy/feel';
import type { AuditTrail } from './audit.js';

export class Scope {
  /** What FEEL expressions in this scope are evaluated with: functions are found by name here. */
  readonly runtime: FeelRuntime;

  private constructor(
    /** The scope of the evaluation's input variables alone. */
    private readonly root: Scope | undefined,
    readonly trail: AuditTrail,
    readonly lookup: Lookup,
    runtime: FeelRuntime,
  ) {
    this.runtime = { ...runtime, functions: { get: (name) => this.functionsNamed(name) } };
  }

  /** The scope that every evaluation starts with. Host functions of the runtime are not visible in DMN. */
  static ofInputs(lookup: Lookup, runtime: FeelRuntime, trail: AuditTrail): Scope {
    return new Scope(undefined, trail, lookup, runtime);
  }

  /** A scope in which some names have new values. */
  with(bindings: ReadonlyMap<string, FeelValue>): Scope {
    return this.extend((name) => bindings.get(name));
  }

  /** A scope that asks `inner` first for what a name means. */
  extend(inner: Lookup): Scope {
    const outer = this.lookup;
    const lookup: Lookup = (name) => {
      const value = inner(name);
      return value === undefined ? outer(name) : value;
    };
    return new Scope(this.inputs, this.trail, lookup, this.runtime);
  }

  /** The scope of the input variables, without anything that was bound since. */
  get inputs(): Scope {
    return this.root ?? this;
  }

  private functionsNamed(name: string): readonly FeelFunction[] | undefined {
    const value = this.lookup(name);
    return value instanceof FeelFunction ? [value] : undefined;
  }
}
