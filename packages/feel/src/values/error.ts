/**
 * A failure as a value. Most constructs turn it into null with a warning, lists, contexts and paths pass it on,
 * `for` keeps it as an item, and as the result of an expression it fails the evaluation.
 */
export class FeelError {
  constructor(readonly message: string) {}
}

/** The failure of `assert`: invocations pass it on instead of turning it into null. */
export class AssertionError extends FeelError {}
