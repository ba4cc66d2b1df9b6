// What ends an evaluation as a whole. These are thrown inside the package and become `{ ok: false }` at its
// edge (expression.ts); callers never see an exception.

/**
 * A problem that the reference reports as an exception of its host language.
 * `exception` is the type that its text names, as in `java.lang.NumberFormatException`.
 */
export class UnexpectedFailure extends Error {
  override readonly name = 'UnexpectedFailure';

  constructor(
    readonly exception: string,
    readonly detail: string,
  ) {
    super(detail === '' ? exception : `${exception}: ${detail}`);
  }
}

/** A bound of limits.ts or of the caller's budget was reached. */
export class LimitExceeded extends Error {
  override readonly name = 'LimitExceeded';
}
