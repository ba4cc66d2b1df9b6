/** Bytes of the requests that are being received or served, of all connections together. */
export class RequestBytes {
  private held = 0;

  constructor(readonly maxBytes: number) {}

  /** Counts bytes that came in. False if there are now too many; they count nevertheless, until they are freed. */
  hold(bytes: number): boolean {
    this.held += bytes;
    return this.held <= this.maxBytes;
  }

  free(bytes: number): void {
    this.held -= bytes;
  }
}
