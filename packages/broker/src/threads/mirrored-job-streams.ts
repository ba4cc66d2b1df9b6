// The job streams of the gateways as a partition's thread knows them: told by the broker, asked by the engine.
import type { JobStreamRegistry, OpenJobStream } from '@grevy/engine';
import { StreamTurns } from '../stream-turns.js';
import type { MirroredJobStream } from './thread-messages.js';

export class MirroredJobStreams implements JobStreamRegistry {
  readonly #streams = new StreamTurns<MirroredJobStream>();

  opened(stream: MirroredJobStream): void {
    this.#streams.add(stream);
  }

  closed(streamId: number): void {
    this.#streams.remove(streamId);
  }

  streamFor(jobType: string, tenantId: string): OpenJobStream | undefined {
    return this.#streams.next(jobType, tenantId);
  }
}
