/** Bytes that are not what they should be: damaged, cut off, or written by a newer version. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';

  /** @param offset where in the batch reading stopped, in bytes. */
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(`${message} (at byte ${offset} of the batch)`);
  }
}
