// The state of one evaluation: the caller's runtime, the warnings, and the budget that bounds the work.
import { LimitExceeded } from './failures.js';
import { CHARACTERS_PER_STEP, DEFAULT_MAX_STEPS, MAX_CALL_DEPTH } from './limits.js';
import { WarningCollector, type WarningType } from './warnings.js';

/** What an evaluation may spend. One budget may be shared by several evaluations. */
export interface Budget {
  /** Steps that are left; loop iterations, list items and invocations take one each. */
  steps: number;
  /** Function invocations that are open. A host function that evaluates again with this budget adds to them. */
  callDepth?: number;
}

/** What an expression needs of its surroundings; the package itself has no clock and no randomness. */
export interface Surroundings {
  /** The current instant in milliseconds since 1970-01-01T00:00:00Z. */
  readonly nowMs: number;
  /** Time zone of `now()` and `today()`: a region id or an offset. */
  readonly zone: string;
  /** A number in [0, 1). */
  random(): number;
  readonly budget?: Budget;
}

export class EvaluationState {
  readonly warnings = new WarningCollector();
  private readonly budget: Budget;
  private assertion: string | undefined;
  /** Invocations that were open when this evaluation began. */
  private readonly outerCallDepth: number;

  constructor(readonly runtime: Surroundings) {
    this.budget = runtime.budget ?? { steps: DEFAULT_MAX_STEPS };
    this.outerCallDepth = this.budget.callDepth ?? 0;
  }

  warn(type: WarningType, message: string): void {
    this.spendOnText(message.length);
    this.warnings.add(type, message);
  }

  /** Takes the steps that the handling of a text of this length costs; none for short ones. */
  spendOnText(length: number): void {
    if (length >= CHARACTERS_PER_STEP) this.spend(Math.floor(length / CHARACTERS_PER_STEP));
  }

  /** Fails the expression as a whole, whatever becomes of the value. The first assertion counts. */
  failAssertion(message: string): void {
    this.assertion ??= message;
  }

  get failedAssertion(): string | undefined {
    return this.assertion;
  }

  /** Takes steps from the budget; throws when it is spent. */
  spend(steps: number): void {
    this.budget.steps -= steps;
    if (this.budget.steps < 0)
      throw new LimitExceeded('The evaluation takes more steps than its budget allows');
  }

  enterCall(): void {
    this.spend(1);
    const callDepth = (this.budget.callDepth ?? 0) + 1;
    this.budget.callDepth = callDepth;
    if (callDepth > MAX_CALL_DEPTH) {
      throw new LimitExceeded(`Functions invoke each other more than ${MAX_CALL_DEPTH} levels deep`);
    }
  }

  leaveCall(): void {
    this.budget.callDepth = (this.budget.callDepth ?? 0) - 1;
  }

  /** Closes all invocations of this evaluation, which ends with a failure. */
  leaveAllCalls(): void {
    this.budget.callDepth = this.outerCallDepth;
  }
}
