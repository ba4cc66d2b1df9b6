// Errors that end a batch. They never leave the engine: Engine.process turns them into records (spec 10 §1.5).

/** The records of one batch do not fit the maximum batch size (spec 10 §1.2.2). */
export class BatchSizeExceededError extends Error {
  override readonly name = 'BatchSizeExceededError';

  constructor(
    readonly sizeBytes: number,
    readonly maxBytes: number,
  ) {
    super(`the records of the batch need ${sizeBytes} bytes, more than the ${maxBytes} bytes allowed`);
  }
}

/** A replayed event of a version (or kind) that this engine does not know; it must fail loudly (spec 03 §11). */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
}
