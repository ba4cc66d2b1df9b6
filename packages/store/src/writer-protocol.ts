// What the store and its writing thread say to each other.

/** What the writing thread is started with. */
export interface WriterSetup {
  readonly directory: string;
  readonly mapSizeBytes: number;
  /** Counts the messages sent; the thread sleeps on it, since it cannot wait for events inside a transaction. */
  readonly sent: Int32Array;
}

/** To the writing thread. A checkpoint is `begin`, any number of `write`, then `commit` or `abort`. */
export type WriterRequest =
  | { readonly type: 'begin' }
  | { readonly type: 'write'; readonly table: string; readonly changes: ArrayBuffer }
  | { readonly type: 'commit'; readonly position: number; readonly metadata: Uint8Array }
  | { readonly type: 'abort' }
  | { readonly type: 'close' };

/** From the writing thread. */
export type WriterReply =
  | { readonly type: 'written'; readonly byteCount: number }
  | { readonly type: 'committed' }
  | { readonly type: 'failed'; readonly detail: string }
  | { readonly type: 'aborted' };
