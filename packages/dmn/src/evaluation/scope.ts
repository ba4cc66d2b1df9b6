// What names mean while a logic is evaluated: a chain of bindings that ends at the evaluation's input
// variables. Functions (business knowledge models, function definitions) are bindings like all others.
import {
  FeelFunction,
  type Budget,
  type FeelRuntime,
  type FeelValue,
  type FunctionTable,
  type Lookup,
} from '@grevy/feel';
import type { AuditTrail } from './audit.js';

/** What all scopes of one evaluation share. */
interface Evaluation {
  readonly runtime: FeelRuntime;
  readonly budget: Budget;
  readonly trail: AuditTrail;
}

/** Also the runtime of the FEEL expressions in it: their functions are what is bound to the name here. */
export class Scope implements FeelRuntime {
  readonly functions: FunctionTable;

  private constructor(
    private readonly evaluation: Evaluation,
    /** The scope of the input variables; undefined in that scope itself. */
    private readonly root: Scope | undefined,
    readonly lookup: Lookup,
  ) {
    this.functions = {
      get: (name) => {
        const value = lookup(name);
        return value instanceof FeelFunction ? [value] : undefined;
      },
    };
  }

  /** The scope that every evaluation starts with. Host functions of the runtime are not visible in DMN. */
  static ofInputs(lookup: Lookup, evaluation: Evaluation): Scope {
    return new Scope(evaluation, undefined, lookup);
  }

  /** A scope in which some names have new values. */
  with(bindings: ReadonlyMap<string, FeelValue>): Scope {
    return this.extend((name) => bindings.get(name));
  }

  /** A scope that asks `inner` first for what a name means. */
  extend(inner: Lookup): Scope {
    const outer = this.lookup;
    return new Scope(this.evaluation, this.inputs, (name) => {
      const value = inner(name);
      return value === undefined ? outer(name) : value;
    });
  }

  /** The scope of the input variables, without anything that was bound since. */
  get inputs(): Scope {
    return this.root ?? this;
  }

  get trail(): AuditTrail {
    return this.evaluation.trail;
  }

  get nowMs(): number {
    return this.evaluation.runtime.nowMs;
  }

  get zone(): string {
    return this.evaluation.runtime.zone;
  }

  get budget(): Budget {
    return this.evaluation.budget;
  }

  random(): number {
    return this.evaluation.runtime.random();
  }
}
