// The open job streams of the gateways: the engine picks one when a job becomes available, the push follows after the
// commit (spec 13 §5).
import type { JobPush, JobStreamRegistry, OpenJobStream } from '@grevy/engine';
import type { JobStreamHandle, JobStreamSpec, PushedJob } from '@grevy/protocol';

interface RegisteredStream extends OpenJobStream {
  readonly tenantIds: readonly string[];
  push(job: PushedJob): Promise<boolean>;
}

export class JobStreams implements JobStreamRegistry {
  readonly #byType = new Map<string, RegisteredStream[]>();
  readonly #byId = new Map<number, RegisteredStream>();
  #lastId = 0;
  #turn = 0;

  get count(): number {
    return this.#byId.size;
  }

  open(spec: JobStreamSpec, push: (job: PushedJob) => Promise<boolean>): JobStreamHandle {
    this.#lastId += 1;
    const stream: RegisteredStream = { ...spec, streamId: this.#lastId, push };
    this.#byId.set(stream.streamId, stream);
    this.#byType.set(spec.jobType, [...(this.#byType.get(spec.jobType) ?? []), stream]);
    return { close: () => this.#close(spec.jobType, stream) };
  }

  /** Streams of a type take turns. */
  streamFor(jobType: string, tenantId: string): OpenJobStream | undefined {
    const streams = this.#byType.get(jobType);
    if (streams === undefined) return undefined;
    for (let i = 0; i < streams.length; i += 1) {
      this.#turn = (this.#turn + 1) % streams.length;
      const stream = streams[this.#turn];
      if (stream?.tenantIds.includes(tenantId) === true) return stream;
    }
    return undefined;
  }

  /** Resolves to false when nobody took the job: it must be yielded. */
  async push({ streamId, key, job }: JobPush): Promise<boolean> {
    try {
      return (await this.#byId.get(streamId)?.push({ key, job })) ?? false;
    } catch {
      return false;
    }
  }

  #close(jobType: string, stream: RegisteredStream): void {
    this.#byId.delete(stream.streamId);
    const rest = (this.#byType.get(jobType) ?? []).filter((other) => other !== stream);
    if (rest.length === 0) this.#byType.delete(jobType);
    else this.#byType.set(jobType, rest);
  }
}
