// A failure of the user's model or data, as a value. It becomes an incident (spec 10 §6); it is never thrown.
// Exceptions are kept for bugs of the engine and follow the rule for unexpected errors (spec 10 §1.5).
import type { ErrorType, Key } from '@grevy/protocol';

export class Failure {
  constructor(
    readonly errorType: ErrorType,
    readonly message: string,
    /** The scope whose variables must be fixed, where it is not the failed element itself. */
    readonly variableScopeKey?: Key,
  ) {}
}

export function isFailure(result: unknown): result is Failure {
  return result instanceof Failure;
}

/** A broken invariant of the engine: a bug, never a mistake of the user. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
