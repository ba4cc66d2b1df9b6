// The error of a broken promise between the engine and its tables.

/** A bug in the engine: a table was asked for something that a correct engine never asks. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}
