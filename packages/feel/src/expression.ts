// Compiled expressions: what `compile` returns, and the edge at which failures inside become results.
import { EvaluationState } from './evaluation.js';
import { LimitExceeded, UnexpectedFailure } from './failures.js';
import type { FeelRuntime } from './runtime.js';
import { INPUT_VARIABLE, RootScope, VariableScope, type Lookup, type Scope } from './scope.js';
import { TemporalRangeError } from './temporal/temporal-range-error.js';
import { FeelError } from './values/error.js';
import type { FeelValue } from './values/value.js';
import type { Warning } from './warnings.js';
import type { Evaluator } from './compiler/evaluator.js';

export type Evaluation =
  | { readonly ok: true; readonly value: FeelValue; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly failure: string; readonly warnings: readonly Warning[] };

/** An expression, compiled. Has no state and may be kept and shared for as long as one likes. */
export class FeelExpression {
  constructor(
    readonly text: string,
    /** Names that the expression reads from its surroundings. Inside filters some may be entries of the items. */
    readonly freeNames: readonly string[],
    private readonly evaluator: Evaluator,
  ) {}

  evaluate(lookup: Lookup, runtime: FeelRuntime): Evaluation {
    const state = new EvaluationState(runtime);
    return run(this.text, this.evaluator, new RootScope(state, lookup, runtime.functions), state);
  }
}

/** Unary tests, compiled. */
export class FeelUnaryTests {
  constructor(
    readonly text: string,
    readonly freeNames: readonly string[],
    private readonly evaluator: Evaluator,
  ) {}

  /** True, false, or null when neither can be said. */
  evaluate(lookup: Lookup, runtime: FeelRuntime, input: FeelValue): Evaluation {
    const state = new EvaluationState(runtime);
    const scope = new VariableScope(new RootScope(state, lookup, runtime.functions), INPUT_VARIABLE, input);
    return run(this.text, this.evaluator, scope, state);
  }
}

function run(text: string, evaluator: Evaluator, scope: Scope, state: EvaluationState): Evaluation {
  try {
    const value = evaluator(scope);
    const warnings = state.warnings.all;
    const assertion = state.failedAssertion;
    if (assertion !== undefined) {
      return {
        ok: false,
        failure: `Assertion failure on evaluate the expression '${text}': ${assertion}`,
        warnings,
      };
    }
    if (!(value instanceof FeelError)) return { ok: true, value, warnings };
    return { ok: false, failure: `failed to evaluate expression '${text}': ${value.message}`, warnings };
  } catch (error) {
    state.leaveAllCalls();
    if (error instanceof LimitExceeded) {
      return { ok: false, failure: unexpected(text, error.message), warnings: state.warnings.all };
    }
    // An exception of the reference takes the warnings with it.
    if (error instanceof UnexpectedFailure || error instanceof TemporalRangeError) {
      return { ok: false, failure: unexpected(text, error.message), warnings: [] };
    }
    throw error;
  }
}

function unexpected(text: string, detail: string): string {
  return `failed to evaluate expression '${text}' : ${detail}`;
}
