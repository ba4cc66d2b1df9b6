// Open job streams by type; those of a type that may see a tenant's jobs take turns.
interface Stream {
  readonly streamId: number;
  readonly jobType: string;
  readonly tenantIds: readonly string[];
}

export class StreamTurns<S extends Stream> {
  readonly #byType = new Map<string, S[]>();
  readonly #byId = new Map<number, S>();
  #turn = 0;

  get size(): number {
    return this.#byId.size;
  }

  [Symbol.iterator](): IterableIterator<S> {
    return this.#byId.values();
  }

  add(stream: S): void {
    this.#byId.set(stream.streamId, stream);
    this.#byType.set(stream.jobType, [...(this.#byType.get(stream.jobType) ?? []), stream]);
  }

  remove(streamId: number): void {
    const stream = this.#byId.get(streamId);
    if (stream === undefined) return;
    this.#byId.delete(streamId);
    const rest = (this.#byType.get(stream.jobType) ?? []).filter((other) => other !== stream);
    if (rest.length === 0) this.#byType.delete(stream.jobType);
    else this.#byType.set(stream.jobType, rest);
  }

  get(streamId: number): S | undefined {
    return this.#byId.get(streamId);
  }

  /** The stream whose turn it is, or undefined when none may see this tenant's jobs. */
  next(jobType: string, tenantId: string): S | undefined {
    const streams = this.#byType.get(jobType) ?? [];
    for (let tried = 0; tried < streams.length; tried += 1) {
      this.#turn = (this.#turn + 1) % streams.length;
      const stream = streams[this.#turn];
      if (stream?.tenantIds.includes(tenantId) === true) return stream;
    }
    return undefined;
  }
}
