// What a name means at a place in an expression: a chain of scopes, innermost first, that ends at the caller's
// lookup. Names are resolved on use, so variables are never copied and never change how a text is parsed.
import type { EvaluationState } from './evaluation.js';
import type { FunctionTable } from './runtime.js';
import {
  FeelContext,
  type FeelFunction,
  type FeelFunctionDefinition,
  type FeelValue,
} from './values/value.js';

/** A variable of the caller by its name; undefined if there is none. */
export type Lookup = (name: string) => FeelValue | undefined;

/** Name under which the input of unary tests is a variable. */
export const INPUT_VARIABLE = 'cellInput';

export abstract class Scope {
  constructor(
    readonly state: EvaluationState,
    protected readonly parent: Scope | undefined,
  ) {}

  /** The value that this scope itself gives the name. */
  protected abstract own(name: string): FeelValue | undefined;

  protected ownFunctions(_name: string): readonly FeelFunctionDefinition[] | undefined {
    return undefined;
  }

  variable(name: string): FeelValue | undefined {
    let scope: Scope | undefined = this.parent;
    let value = this.own(name);
    while (value === undefined && scope !== undefined) {
      value = scope.own(name);
      scope = scope.parent;
    }
    return value;
  }

  /** Whether a variable is the caller's and nothing in the expression hides it. */
  isCallers(name: string): boolean {
    return this.parent === undefined || (this.own(name) === undefined && this.parent.isCallers(name));
  }

  /** The innermost function of this name that fits. */
  findFunction(
    name: string,
    fits: (candidate: FeelFunctionDefinition) => boolean,
  ): FeelFunctionDefinition | undefined {
    let scope: Scope | undefined = this.parent;
    let found = this.ownFunctions(name)?.find(fits);
    while (found === undefined && scope !== undefined) {
      found = scope.ownFunctions(name)?.find(fits);
      scope = scope.parent;
    }
    return found;
  }
}

/** The outermost scope: the caller's variables and functions. */
export class RootScope extends Scope {
  constructor(
    state: EvaluationState,
    private readonly lookup: Lookup,
    private readonly functions: FunctionTable | undefined,
  ) {
    super(state, undefined);
  }

  protected override own(name: string): FeelValue | undefined {
    return this.lookup(name);
  }

  protected override ownFunctions(name: string): readonly FeelFunctionDefinition[] | undefined {
    return this.functions?.get(name);
  }
}

/** One variable: of a loop, or the input of unary tests. */
export class VariableScope extends Scope {
  constructor(
    parent: Scope,
    private readonly name: string,
    private readonly value: FeelValue,
  ) {
    super(parent.state, parent);
  }

  protected override own(name: string): FeelValue | undefined {
    return name === this.name ? this.value : undefined;
  }
}

/** Several variables: the parameters of a function or of a loop. The first of a name counts. */
export class VariablesScope extends Scope {
  constructor(
    parent: Scope,
    private readonly names: readonly string[],
    private readonly values: readonly FeelValue[],
  ) {
    super(parent.state, parent);
  }

  protected override own(name: string): FeelValue | undefined {
    const index = this.names.indexOf(name);
    return index < 0 ? undefined : (this.values[index] ?? null);
  }
}

/** The entries of a context literal that are already there; functions are callable but no variables. */
export class EntryScope extends Scope {
  readonly values = new Map<string, FeelValue>();
  /** Made when the first function is defined. */
  functions: Map<string, FeelFunction[]> | undefined;

  constructor(parent: Scope) {
    super(parent.state, parent);
  }

  /** Adds a function; one with as many parameters replaces the one before. */
  define(name: string, definition: FeelFunction): void {
    const functions = (this.functions ??= new Map<string, FeelFunction[]>());
    const others = functions.get(name) ?? [];
    const { length } = definition.parameters;
    functions.set(name, [definition, ...others.filter((other) => other.parameters.length !== length)]);
  }

  protected override own(name: string): FeelValue | undefined {
    return this.values.get(name);
  }

  protected override ownFunctions(name: string): readonly FeelFunctionDefinition[] | undefined {
    return this.functions?.get(name);
  }
}

/** The item of a filter: its entries if it is a context, and `item`, which an entry of that name hides. */
export class ItemScope extends Scope {
  constructor(
    parent: Scope,
    private readonly item: FeelValue,
  ) {
    super(parent.state, parent);
  }

  protected override own(name: string): FeelValue | undefined {
    if (this.item instanceof FeelContext) {
      const entry = this.item.get(name);
      if (entry !== undefined) return entry;
    }
    return name === 'item' ? this.item : undefined;
  }

  protected override ownFunctions(name: string): readonly FeelFunctionDefinition[] | undefined {
    return this.item instanceof FeelContext ? this.item.functions(name) : undefined;
  }
}

/** Items whose copying counts as one step. */
const COPIED_PER_STEP = 64;

/** `partial` inside `for`: the results so far, as they are when the name is used. */
export class PartialScope extends Scope {
  constructor(
    parent: Scope,
    private readonly results: readonly FeelValue[],
  ) {
    super(parent.state, parent);
  }

  protected override own(name: string): FeelValue | undefined {
    if (name !== 'partial') return undefined;
    this.state.spend(1 + Math.floor(this.results.length / COPIED_PER_STEP));
    return this.results.slice();
  }
}
