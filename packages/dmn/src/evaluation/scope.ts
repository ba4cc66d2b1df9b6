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

  /** A scope in which some names have new values. Bindings that are added to the map later are seen, too. */
  with(bindings: ReadonlyMap<string, FeelValue>): Scope {
    const outer = this.lookup;
    const lookup: Lookup = (name) => bindings.get(name) ?? (bindings.has(name) ? null : outer(name));
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
