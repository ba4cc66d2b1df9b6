// The open job streams of the gateways: the engine picks one when a job becomes available, the push follows after the
// commit (spec 13 §5). Partitions in threads of their own are told of every stream.
import type { JobPush, JobStreamRegistry, OpenJobStream } from '@grevy/engine';
import type { JobStreamHandle, JobStreamSpec, PushedJob } from '@grevy/protocol';
import { StreamTurns } from './stream-turns.js';

export interface RegisteredStream extends JobStreamSpec, OpenJobStream {
  push(job: PushedJob): Promise<boolean>;
}

export interface JobStreamListener {
  opened(stream: RegisteredStream): void;
  closed(streamId: number): void;
}

export class JobStreams implements JobStreamRegistry {
  readonly #streams = new StreamTurns<RegisteredStream>();
  readonly #listeners: JobStreamListener[] = [];
  #lastId = 0;
  #pushed = 0;
  #notTaken = 0;

  get count(): number {
    return this.#streams.size;
  }

  /** Hears of the streams that are open now, and of every change. */
  listen(listener: JobStreamListener): void {
    this.#listeners.push(listener);
    for (const stream of this.#streams) listener.opened(stream);
  }

  open(spec: JobStreamSpec, push: (job: PushedJob) => Promise<boolean>): JobStreamHandle {
    this.#lastId += 1;
    const stream: RegisteredStream = { ...spec, streamId: this.#lastId, push };
    this.#streams.add(stream);
    for (const listener of this.#listeners) listener.opened(stream);
    return {
      close: () => {
        this.#streams.remove(stream.streamId);
        for (const listener of this.#listeners) listener.closed(stream.streamId);
      },
    };
  }

  streamFor(jobType: string, tenantId: string): OpenJobStream | undefined {
    return this.#streams.next(jobType, tenantId);
  }

  /** Jobs that a stream has taken so far. */
  get pushed(): number {
    return this.#pushed;
  }

  /** Jobs that were pushed and that nobody has taken. */
  get notTaken(): number {
    return this.#notTaken;
  }

  [Symbol.iterator](): IterableIterator<RegisteredStream> {
    return this.#streams[Symbol.iterator]();
  }

  /** Resolves to false when nobody took the job: it must be yielded. */
  async push({ streamId, key, job }: JobPush): Promise<boolean> {
    let isTaken = false;
    try {
      isTaken = (await this.#streams.get(streamId)?.push({ key, job })) ?? false;
    } catch {
      // Who fails to take a job has not taken it.
    }
    if (isTaken) this.#pushed += 1;
    else this.#notTaken += 1;
    return isTaken;
  }
}
