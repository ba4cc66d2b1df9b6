/** Bytes of the requests that are being received or served, of all connections together. */
export class RequestBytes {
  private held = 0;

  constructor(readonly maxBytes: number) {}

  /** Counts bytes that came in, until they are freed. False, and not counted, if there would be too many. */
  hold(bytes: number): boolean {
    if (this.held + bytes > this.maxBytes) return false;
    this.held += bytes;
    return true;
  }

  free(bytes: number): void {
    this.held -= bytes;
  }
}
