// Records on their way between threads: one transferred buffer per message, with a number for each record (ADR 26).
import { BatchReader, BatchWriter, decodeRecord, encodeRecord, type AnyRecord } from '@grevy/protocol';

export interface RecordBundle {
  readonly payload: Uint8Array;
  /** What each record is for: a request, a job stream, a partition. */
  readonly tags: readonly number[];
}

/** Collects records until they are sent. */
export class RecordBundleWriter {
  readonly #writer = new BatchWriter();
  #tags: number[] = [];

  get isEmpty(): boolean {
    return this.#tags.length === 0;
  }

  add(record: AnyRecord, tag: number): void {
    encodeRecord(this.#writer, record);
    this.#tags.push(tag);
  }

  /** Everything since the last call; its payload is a buffer of its own that may be transferred. */
  take(): RecordBundle {
    const bundle = { payload: this.#writer.bytes().slice(), tags: this.#tags };
    this.#writer.reset();
    this.#tags = [];
    return bundle;
  }
}

export function forEachRecord(
  { payload, tags }: RecordBundle,
  visit: (record: AnyRecord, tag: number) => void,
): void {
  const reader = new BatchReader(payload);
  for (const tag of tags) visit(decodeRecord(reader), tag);
}
